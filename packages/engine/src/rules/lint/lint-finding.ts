import type { Finding } from "../../model/finding.ts";
import type { Label } from "../../model/label.ts";
import type { TableInputs } from "../matches.ts";

/** Something a lint has to say about a rule table, with inputs that show it: asked with them, the table does what the finding says. */
export interface TableFinding extends Finding {
  /** The ids of the rows it is about. */
  readonly rows: readonly string[];
  readonly witnesses: readonly TableInputs[];
}

export function tableFinding(
  severity: Finding["severity"],
  code: string,
  place: string,
  message: Label,
  rows: readonly string[],
  witnesses: readonly TableInputs[] = [],
): TableFinding {
  return { severity, code, place, message, rows, witnesses };
}

/** Ids of rows for a message: not more than a few. */
export function listed(rows: readonly string[], separator: string): string {
  return rows.length <= 5 ? rows.join(separator) : `${rows.slice(0, 5).join(separator)} … (${rows.length})`;
}
