import { existsSync, renameSync, rmSync } from "node:fs";
import { EngineError } from "../../model/engine-error.ts";
import { connect } from "./connection.ts";
import { oneName } from "./one-name.ts";
import { own } from "./own.ts";

/** Puts a closed database in the place of another, at once or not at all. No process may have either of them open. */
export function replaceLibsql(given: string, by: string): void {
  const file = oneName(given);
  const owner = own(file);
  try {
    if (existsSync(file)) emptyLog(file);
    renameSync(by, file);
  } finally {
    owner.release();
  }
}

/** The log of the database that goes must not be played back onto the one that comes; until the rename the old one stays whole. */
function emptyLog(file: string): void {
  try {
    const old = connect(file, "rwc");
    try {
      const busy = old.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.[0];
      if (busy === 1) {
        throw new EngineError(
          "store-busy",
          `另一个进程正在读取 ${file}；请等它结束后再试。`,
          `${file} is being read by another process; wait for it, then try again.`,
        );
      }
    } finally {
      old.close();
    }
  } catch (cause) {
    // A damaged database is what one restores over: it cannot be folded, its log goes with it.
    if (!(cause instanceof EngineError) || cause.code === "store-busy") throw cause;
  }
  for (const suffix of ["-wal", "-shm"]) rmSync(`${file}${suffix}`, { force: true });
}
