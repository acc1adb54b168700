import { feelDate } from "../../src/rules/feel/dates.ts";
import type { TableInput } from "../../src/rules/table.ts";

/** An input's value as FEEL sees it. */
export function scopeValue(type: TableInput["type"], value: unknown): unknown {
  return type === "date" && typeof value === "string" ? feelDate(value) : value;
}
