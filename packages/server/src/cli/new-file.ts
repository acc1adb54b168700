import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { exitCodes } from "./exit-code.ts";
import { failure } from "./failure.ts";
import { label } from "./label.ts";

/** Writes a file that must not exist yet: under another name until it is whole, so that half of one is never taken for it. */
export async function writeNewFile(file: string, write: (partial: string) => Promise<void>): Promise<void> {
  if (existsSync(file))
    throw failure(exitCodes.refused, "exists", label(`${file} 已存在；请换一个文件名。`, `${file} exists already; name a new file.`));
  const partial = `${file}.part`;
  await rm(partial, { force: true });
  try {
    await write(partial);
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
}
