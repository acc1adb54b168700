import type { Finding } from "@muster/engine";
import { type Cell, type Checked, cellText, finding } from "@muster/engine/sources";

/** The names of the columns from the header row; without one they are numbered from 1. */
export function columnsOf(header: readonly Cell[], hasHeader: boolean): Checked<readonly string[]> {
  if (!hasHeader) return { ok: true, value: header.map((_, i) => String(i + 1)) };
  const names = header.map((cell) => cellText(cell).trim());
  while (names.length > 0 && names.at(-1) === "") names.pop();
  const findings: Finding[] = [];
  const twice = new Set(names.filter((name, i) => name !== "" && names.indexOf(name) !== i));
  for (const name of twice)
    findings.push(
      finding("", "column-twice", `表头有两个“${name}”列；请改名。`, `The header names the column "${name}" twice; rename one.`),
    );
  if (names.length === 0) findings.push(finding("", "no-header", "表头行是空的。", "The header row is empty."));
  return findings.length > 0 ? { ok: false, findings } : { ok: true, value: names };
}
