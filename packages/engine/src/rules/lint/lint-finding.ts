import type { Finding } from "../../model/finding.ts";
import type { Label } from "../../model/label.ts";
import type { TableInputs } from "../matches.ts";

/** A finding of the lint, about these rows, with inputs that show it. */
export function tableFinding(
  severity: Finding["severity"],
  code: string,
  place: string,
  message: Label,
  rows: readonly string[],
  witnesses: readonly TableInputs[] = [],
): Finding {
  return { severity, code, place, message, ...(rows.length > 0 && { rows }), ...(witnesses.length > 0 && { witnesses }) };
}

/** Ids of rows for a message: not more than a few. */
export function listed(rows: readonly string[], separator: string): string {
  return rows.length <= 5 ? rows.join(separator) : `${rows.slice(0, 5).join(separator)} … (${rows.length})`;
}
