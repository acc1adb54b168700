import { sql, type AnyColumn, type SQL } from "drizzle-orm";

/** Whether a column holds one of the values: one parameter, so that the statement stays the same however long the list is. */
export function within(column: AnyColumn, values: readonly string[]): SQL {
  return sql`${column} = any(${sql.param(values)}::text[])`;
}
