import Database from "libsql";
import { pathToFileURL } from "node:url";
import { storeError } from "./store-error.ts";

/** A value as SQLite holds it. */
export type SqlValue = string | number | null;

/** A prepared statement; every parameter passes one guard. */
export interface Statement {
  readonly run: (...parameters: unknown[]) => { readonly changes: number };
  /** Rows as arrays, in the order of the columns. */
  readonly all: (...parameters: unknown[]) => readonly (readonly SqlValue[])[];
  readonly get: (...parameters: unknown[]) => readonly SqlValue[] | undefined;
}

export interface Connection {
  readonly exec: (sql: string) => void;
  /** Prepared once per text, while the text is among those asked for lately. */
  readonly prepare: (sql: string) => Statement;
  readonly close: () => void;
}

/**
 * Statements kept by their text. Lists have a text for each combination of filters, and an inbox one for each number of seats. One
 * that is dropped is finalised when it is collected; whoever holds it may go on using it.
 */
const mostKept = 256;

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
      // The one used last is the youngest; the oldest goes.
      kept.delete(sql);
      kept.set(sql, found);
      if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? sql);
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
  // A statement that returns rows must be read to its end: .run() on one breaks the next COMMIT.
  const write = (values: SqlValue[]) => (wanted ? { changes: prepared.all(values).length } : prepared.run(values));
  return {
    run: (...parameters) => guarded(() => write(bindable(parameters, count, sql)), file),
    all: (...parameters) => guarded(() => prepared.all(bindable(parameters, count, sql)) as SqlValue[][], file),
    get: (...parameters) => guarded(() => prepared.get(bindable(parameters, count, sql)) as SqlValue[] | undefined, file),
  };
}

/**
 * Binding a boolean or a Date aborts the process, and a missing parameter silently binds an older value:
 * both are mended or refused here, for every statement.
 */
function bindable(parameters: unknown[], count: number, sql: string): SqlValue[] {
  if (parameters.length !== count) throw new TypeError(`${parameters.length} parameters for the ${count} of: ${sql}`);
  // In place: the array is the rest parameters of this very call.
  for (let i = 0; i < count; i += 1) {
    const value = parameters[i];
    if (typeof value === "string" || typeof value === "number" || value === null) continue;
    if (value === undefined) parameters[i] = null;
    else if (typeof value === "boolean") parameters[i] = value ? 1 : 0;
    else throw new TypeError(`a ${typeof value} cannot be bound in: ${sql}`);
  }
  return parameters as SqlValue[];
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
