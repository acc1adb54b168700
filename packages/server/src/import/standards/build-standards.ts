import type { Json, Label } from "@muster/engine";
import { type ReadRow, type Reason, type StandardsSpec, fillText, rejected } from "@muster/engine/sources";
import { placeOf, type SourceRow } from "../rows/source-row.ts";
import { fillLabel } from "./fill-label.ts";

export interface StandardRow {
  readonly code: string;
  readonly category: string;
  readonly filing?: Label;
  readonly closing?: Label;
  readonly handledBy?: string;
  readonly supervisedBy?: string;
  readonly limit?: Json;
}

/** Collects the standards of rows. Every row counts for `{#}`, also one that is rejected: mending it must not renumber the others. */
export function standardCollector(spec: StandardsSpec) {
  const found = new Map<string, { readonly standard: StandardRow; readonly row: SourceRow }>();
  const counts = new Map<string, number>();
  const add = (row: SourceRow, read: ReadRow, accept: boolean): readonly Reason[] => {
    const category = fillText(spec.category, read.values);
    if (category === undefined) return [rejected("no-category", "此行没有类别。", "The row has no category.")];
    const count = (counts.get(category) ?? 0) + 1;
    counts.set(category, count);
    if (!accept) return [];
    const code = fillText(spec.code, new Map([...read.values, ["#", count]]));
    if (code === undefined) return [rejected("no-code", "此行没有标准编码。", "The row has no code for its standard.")];
    const before = found.get(code);
    if (before) return [codeTwice(code, placeOf(before.row))];
    found.set(code, { standard: standardOf(spec, code, category, read), row });
    return [];
  };
  return { add, standards: () => [...found.values()] };
}

function standardOf(spec: StandardsSpec, code: string, category: string, { values }: ReadRow): StandardRow {
  const filing = spec.filing && fillLabel(spec.filing, values);
  const closing = spec.closing && fillLabel(spec.closing, values);
  const handledBy = spec.handledBy === undefined ? undefined : fillText(spec.handledBy, values);
  const supervisedBy = spec.supervisedBy === undefined ? undefined : fillText(spec.supervisedBy, values);
  const limit = spec.limit === undefined ? undefined : values.get(spec.limit);
  return {
    code,
    category,
    ...(filing && { filing }),
    ...(closing && { closing }),
    ...(handledBy !== undefined && { handledBy }),
    ...(supervisedBy !== undefined && { supervisedBy }),
    ...(limit !== undefined && { limit }),
  };
}

function codeTwice(code: string, before: string): Reason {
  return rejected("code-twice", `标准编码 ${code} 已在第 ${before} 行出现。`, `The code ${code} stands on line ${before} already.`);
}
