import type { Label } from "../model/label.ts";
import type { TableResult, Undecided } from "./result.ts";
import type { RuleTable } from "./table.ts";

/** Why a row that matches is not hit: another row came before it, or the table could not decide. */
export interface PassedOver {
  readonly because: "earlier-row" | "higher-priority" | Undecided["code"];
  readonly reason: Label;
}

/** Says why the rows that match beside those of the result are not hit. */
export function passedOver(table: RuleTable, result: TableResult): PassedOver {
  if (!result.ok) return { because: result.code, reason: result.detail };
  const chosen = result.rows.map((row) => table.rows[row]?.id ?? String(row)).join(", ");
  if (table.hitPolicy === "priority")
    return {
      because: "higher-priority",
      reason: {
        "zh-CN": `行“${chosen}”的输出优先级更高，或同级而排在前面`,
        en: `row “${chosen}” has an output of higher priority, or of the same and stands earlier`,
      },
    };
  return {
    because: "earlier-row",
    reason: { "zh-CN": `排在前面的行“${chosen}”已命中`, en: `row “${chosen}” stands earlier` },
  };
}
