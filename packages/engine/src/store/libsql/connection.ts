import Database from "libsql";
import { pathToFileURL } from "node:url";
import { storeError } from "./store-error.ts";

/** A value as SQLite holds it. */
export type SqlValue = string | number | null;

/** A prepared statement; every parameter passes one guard. */
export interface Statement {
  readonly run: (...parameters: readonly unknown[]) => { readonly changes: number };
  /** Rows as arrays, in the order of the columns. */
  readonly all: (...parameters: readonly unknown[]) => readonly (readonly SqlValue[])[];
  readonly get: (...parameters: readonly unknown[]) => readonly SqlValue[] | undefined;
}

export interface Connection {
  readonly exec: (sql: string) => void;
  /** Prepared once per text. */
  readonly prepare: (sql: string) => Statement;
  readonly close: () => void;
}

/**
 * Opens a connection as a `file:` URI with `vfs=unix`: the default VFS of npm libsql 0.5 turns disk read errors into wrong rows.
 * Rows come as arrays, so that `.get()` does not add its `_metadata`.
 */
export function connect(file: string, mode: "rwc" | "ro"): Connection {
  const uri = `${pathToFileURL(file).href}?vfs=unix&mode=${mode}`;
  const database = guarded(() => new Database(uri), file);
  const kept = new Map<string, Statement>();
  return {
    exec: (sql) => guarded(() => database.exec(sql), file),
    prepare: (sql) => {
      const found = kept.get(sql) ?? statement(database, sql, file);
      kept.set(sql, found);
      return found;
    },
    close: () => guarded(() => database.close(), file),
  };
}

function statement(database: Database.Database, sql: string, file: string): Statement {
  const prepared = guarded(() => database.prepare(sql), file);
  const wanted = prepared.reader;
  if (wanted) prepared.raw(true);
  const count = parametersOf(sql);
  return {
    // A statement that returns rows must be read to its end: .run() on one breaks the next COMMIT.
    run: (...parameters) =>
      guarded(
        () =>
          wanted ? { changes: prepared.all(bindable(parameters, count, sql)).length } : prepared.run(bindable(parameters, count, sql)),
        file,
      ),
    all: (...parameters) => guarded(() => prepared.all(bindable(parameters, count, sql)) as SqlValue[][], file),
    get: (...parameters) => guarded(() => prepared.get(bindable(parameters, count, sql)) as SqlValue[] | undefined, file),
  };
}

/**
 * Binding a boolean or a Date aborts the process, and a missing parameter silently binds an older value:
 * both are mended or refused here, for every statement.
 */
function bindable(parameters: readonly unknown[], count: number, sql: string): SqlValue[] {
  if (parameters.length !== count) throw new TypeError(`${parameters.length} parameters for the ${count} of: ${sql}`);
  return parameters.map((value) => {
    if (typeof value === "string" || typeof value === "number") return value;
    if (value === undefined || value === null) return null;
    if (typeof value === "boolean") return value ? 1 : 0;
    throw new TypeError(`a ${typeof value} cannot be bound in: ${sql}`);
  });
}

/** Question marks outside of quotes. */
function parametersOf(sql: string): number {
  return sql.replaceAll(/'[^']*'|"[^"]*"|`[^`]*`/g, "").split("?").length - 1;
}

function guarded<T>(act: () => T, file: string): T {
  try {
    return act();
  } catch (cause) {
    throw storeError(cause, file);
  }
}
