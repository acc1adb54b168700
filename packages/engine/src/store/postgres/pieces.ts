import { getTableColumns, getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/** A part of the one statement that writes a command. */
export interface Piece {
  /** One letter: it stands in the name under which the statement is prepared. */
  readonly name: string;
  readonly rows: number;
  readonly values: readonly unknown[];
  readonly sql: (marks: readonly string[]) => string;
}

/** Rows travel as one JSON array, however many they are; a column they do not name becomes null. */
export function insert(name: string, table: PgTable, common: object, rows: readonly object[], suffix = ""): Piece {
  const { quoted, columns, list, given } = shapeOf(table);
  return {
    name,
    rows: rows.length,
    values: [JSON.stringify(rows.map((row) => named(columns, { ...common, ...row })))],
    sql: ([json]) => `INSERT INTO ${quoted} (${list}) SELECT ${list} FROM json_to_recordset(${json}::json) AS ${given} ${suffix}`,
  };
}

/** Replaces the row of a ticket, where the condition on `now` (as it is) and `given` (as it becomes) still holds. */
export function update(name: string, table: PgTable, row: object, condition: string): Piece {
  const { quoted, columns, set, given } = shapeOf(table);
  return {
    name,
    rows: 1,
    values: [JSON.stringify(named(columns, row))],
    sql: ([json]) =>
      `UPDATE ${quoted} AS now SET ${set} FROM json_to_record(${json}::json) AS ${given}
       WHERE now.tenant = given.tenant AND now.id = given.id AND ${condition} RETURNING 1`,
  };
}

/** Removes rows of a ticket by the columns that tell them apart there. */
export function remove(
  name: string,
  table: PgTable,
  of: { readonly tenant: string; readonly ticket: string },
  rows: readonly object[],
  ...keys: readonly string[]
): Piece {
  return {
    name,
    rows: rows.length,
    values: [of.tenant, of.ticket, ...keys.map((key) => rows.map((row) => (row as Readonly<Record<string, unknown>>)[key]))],
    sql: ([tenant, ticket, ...lists]) =>
      `DELETE FROM ${shapeOf(table).quoted} WHERE tenant = ${tenant} AND ticket = ${ticket}
       AND (${keys.join(", ")}) IN (SELECT * FROM unnest(${lists.map((list) => `${list}::text[]`).join(", ")}))`,
  };
}

/** A table as its statements name it. */
interface Shape {
  readonly quoted: string;
  /** The columns that are written, by their names in our objects and in SQL; the position gives itself. */
  readonly columns: readonly (readonly [key: string, name: string])[];
  readonly list: string;
  readonly set: string;
  /** The JSON's members as a row of the table. */
  readonly given: string;
}

const shapes = new Map<PgTable, Shape>();

function shapeOf(table: PgTable): Shape {
  const known = shapes.get(table);
  if (known) return known;
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => key !== "position");
  const shape = {
    quoted: `"${getTableName(table)}"`,
    columns: columns.map(([key, { name }]) => [key, name] as const),
    list: columns.map(([, { name }]) => `"${name}"`).join(", "),
    set: columns.map(([, { name }]) => `"${name}" = given."${name}"`).join(", "),
    given: `given(${columns.map(([, column]) => `"${column.name}" ${column.getSQLType()}`).join(", ")})`,
  };
  shapes.set(table, shape);
  return shape;
}

function named(columns: Shape["columns"], row: object): object {
  const values = row as Readonly<Record<string, unknown>>;
  return Object.fromEntries(columns.map(([key, name]) => [name, values[key]]));
}
