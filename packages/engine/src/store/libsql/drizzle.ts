import { BetterSQLiteSession } from "drizzle-orm/better-sqlite3/session";
import { BaseSQLiteDatabase, SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import type { Connection, Statement } from "./connection.ts";

/** drizzle over a connection, for the cold queries; its builders do nothing until `.run()`, `.all()` or `.get()`. */
export type Drizzle = BaseSQLiteDatabase<"sync", { readonly changes: number }>;

/** drizzle's better-sqlite3 session runs on libsql as it is; our connection adds the guard on parameters. */
export function drizzleOn(connection: Connection): Drizzle {
  const dialect = new SQLiteSyncDialect();
  const client = { prepare: (sql: string) => arrays(connection.prepare(sql)) };
  const session = new BetterSQLiteSession(client, dialect, undefined);
  return new BaseSQLiteDatabase("sync", dialect, session as never, undefined) as unknown as Drizzle;
}

/** The session asks for arrays by calling raw() first; ours never gives anything else. */
function arrays(statement: Statement): Statement & { readonly raw: () => Statement } {
  return { ...statement, raw: () => statement };
}
