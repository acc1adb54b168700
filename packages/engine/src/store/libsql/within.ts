import { sql, type AnyColumn, type SQL } from "drizzle-orm";

/** Whether a column holds one of the values. A list as one JSON parameter, so that the statement stays the same however long it is. */
export function within(column: AnyColumn, values: readonly string[]): SQL {
  return sql`${column} in (select value from json_each(${JSON.stringify(values)}))`;
}
