import { createEngine, openLibsqlStore, EngineError, type Engine, type Store } from "@muster/engine";
import { setTimeout as sleep } from "node:timers/promises";
import { databaseAt } from "./database-at.ts";
import { exitCodes } from "./exit-code.ts";
import { failure } from "./failure.ts";
import type { GlobalOptions } from "./global-options.ts";
import { label } from "./label.ts";

/** Reading never waits for another process and changes nothing; writing needs the file for itself. */
export type Access = "read" | "write";

export interface Opened {
  readonly store: Store;
  readonly engine: Engine;
}

/** Opens the engine on the file that the options name; a file that does not exist is a failure that says `muster init`. */
export async function openEngine(options: GlobalOptions, access: Access): Promise<Opened> {
  const store = await openStore(options, access);
  const { now } = options.invocation.io;
  return { store, engine: createEngine({ store, ...(now && { now }) }) };
}

/** As {@link openEngine}, for an engine that the command makes by itself. */
export async function openStore({ db, wait }: GlobalOptions, access: Access): Promise<Store> {
  if (!databaseAt(db, access)) throw noFile(db);
  return access === "read" ? openLibsqlStore({ file: db, readOnly: true }) : openForWriting(db, wait);
}

/** Two short commands that meet are both done: the second waits a moment for the first. */
export async function openForWriting(file: string, wait: number): Promise<Store> {
  const until = Date.now() + wait;
  for (;;) {
    try {
      return openLibsqlStore({ file });
    } catch (cause) {
      if (!(cause instanceof EngineError) || cause.code !== "store-busy" || Date.now() >= until) throw cause;
      await sleep(50);
    }
  }
}

/** That there is no database to work with, and how to make one. */
export function noFile(db: string): Error {
  return failure(
    exitCodes.failed,
    "no-database",
    label(
      `没有数据库文件 ${db}；请用 muster init 创建，或用 --db 指定文件。`,
      `There is no database file ${db}; create it with muster init, or name another with --db.`,
    ),
  );
}
