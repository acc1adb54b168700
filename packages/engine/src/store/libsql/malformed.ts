import { getTableColumns, getTableName, sql, type SQL } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";

/**
 * The columns of a row that hold what nobody here wrote: a text with a NUL, which the driver cuts there while SQL compares all of it, or a
 * value of another storage class. SQLite takes both, and a reader sees neither. JSON, the names of the columns.
 */
export function malformedColumns(table: SQLiteTable): SQL<string> {
  const named = Object.values(getTableColumns(table)).map((column) => sql`case when ${isMalformed(column)} then ${column.name} end`);
  return sql<string>`json_array(${sql.join(named, sql`, `)})`;
}

/** Whether any of the row's columns does. */
export function hasMalformed(table: SQLiteTable): SQL {
  return sql`(${sql.join(Object.values(getTableColumns(table)).map(isMalformed), sql` or `)})`;
}

/** What to tell of it: `table.column`. */
export function malformedNames(table: SQLiteTable, columns: string): readonly string[] {
  return (JSON.parse(columns) as readonly (string | null)[]).flatMap((name) => (name === null ? [] : [`${getTableName(table)}.${name}`]));
}

/** Whether the column holds such a value: asked for by what is read of it, the row would not be found again. */
export function isMalformed(column: SQLiteColumn): SQL {
  const of = sql`${column}`;
  return column.dataType === "number"
    ? sql`typeof(${of}) not in ('integer', 'real', 'null')`
    : sql`(typeof(${of}) not in ('text', 'null') or instr(${of}, char(0)) > 0)`;
}
