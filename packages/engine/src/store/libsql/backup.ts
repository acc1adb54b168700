import { existsSync } from "node:fs";
import { EngineError } from "../../model/engine-error.ts";
import { inThread } from "../thread.ts";

/**
 * A verified copy of a database, also while somebody writes to it: one snapshot, checked page by page, and on the disk when this
 * resolves. It holds what the tables hold and nothing that was deleted. Made on a thread of its own: one statement copies everything.
 */
export async function backupLibsql(file: string, copy: string): Promise<void> {
  if (existsSync(copy))
    throw new EngineError("store-failed", `${copy} 已存在；请换一个文件名。`, `${copy} exists already; name a new file.`);
  await inThread("copy", { file, copy });
}
