import type { Connection } from "./connection.ts";

/** Undoes a transaction that failed. Some errors (a full disk) have rolled it back already; there is then nothing left to undo. */
export function rollBack(connection: Connection): void {
  try {
    connection.exec("ROLLBACK");
  } catch {
    // The error that led here is the one to report.
  }
}
