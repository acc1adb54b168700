import { existsSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { EngineError } from "../../model/engine-error.ts";
import { connect } from "./connection.ts";

/** Writes one snapshot of `file` to `copy`, checks it page by page and has it on the disk; where that fails, no copy is left. */
export async function copyLibsql(file: string, copy: string): Promise<void> {
  // On a connection of its own: one with `query_only`, or in a transaction, refuses to VACUUM.
  const reading = connect(file, "ro");
  try {
    reading.exec(`VACUUM INTO '${copy.replaceAll("'", "''")}'`);
    check(copy);
    await flush(copy);
  } catch (cause) {
    // Half a copy is none, and would stand in the way of the next.
    if (existsSync(copy)) rmSync(copy);
    throw cause;
  } finally {
    reading.close();
  }
}

function check(copy: string): void {
  const connection = connect(copy, "rwc");
  try {
    const answer = connection.prepare("PRAGMA integrity_check").get()?.[0];
    if (answer !== "ok")
      throw new EngineError("store-damaged", `备份 ${copy} 已损坏：${answer}`, `the backup ${copy} is damaged: ${answer}`);
  } finally {
    connection.close();
  }
}

/** SQLite leaves the copy to the system's memory. https://sqlite.org/lang_vacuum.html */
async function flush(copy: string): Promise<void> {
  const opened = await open(copy, "r+");
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
