import { valueOfText } from "./feel.ts";
import type { DecisionTable } from "../model/decision-table.ts";

/** What the collected values come to: by FEEL's own functions, so that it is null where those are. */
export function totalOf(aggregation: NonNullable<DecisionTable["aggregation"]>, values: readonly unknown[]): unknown {
  return valueOfText(`${aggregation.toLowerCase()}(values)`, { values }, () => {});
}
