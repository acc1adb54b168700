import { existsSync } from "node:fs";
import { EngineError } from "../../model/engine-error.ts";
import { connect, type Connection } from "./connection.ts";

/** `VACUUM INTO` reads one snapshot while writing goes on; the copy is then opened and checked page by page. */
export function backup(reading: Connection, copy: string): Promise<void> {
  if (existsSync(copy)) {
    return Promise.reject(new EngineError("store-failed", `${copy} 已存在；请换一个文件名。`, `${copy} exists already; name a new file.`));
  }
  reading.exec(`VACUUM INTO '${copy.replaceAll("'", "''")}'`);
  const check = connect(copy, "rwc");
  try {
    const answer = check.prepare("PRAGMA integrity_check").get()?.[0];
    if (answer !== "ok") {
      return Promise.reject(new EngineError("store-damaged", `备份 ${copy} 已损坏：${answer}`, `the backup ${copy} is damaged: ${answer}`));
    }
    return Promise.resolve();
  } finally {
    check.close();
  }
}

/** A verified copy of a database that another process may be writing to. */
export async function backupLibsql(file: string, copy: string): Promise<void> {
  const reading = connect(file, "ro");
  try {
    await backup(reading, copy);
  } finally {
    reading.close();
  }
}
