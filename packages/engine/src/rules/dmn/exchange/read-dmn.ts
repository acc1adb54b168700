import type { Label } from "../../../model/label.ts";
import type { RuleTable } from "../../table.ts";
import { type DmnModel, tablesOf } from "../model/model.ts";
import { readModel } from "../model/read-model.ts";
import { draftOf } from "./draft-of.ts";
import { type DraftTable, findings, type PlacedFinding } from "./draft-table.ts";

/** The rule tables of a DMN file as drafts, with what else it holds; or where it is no DMN and why. */
export type ReadDmn =
  | {
      readonly ok: true;
      /** In the order of the file, each by the name of its decision. */
      readonly drafts: readonly (DraftTable & { readonly decision: string })[];
      /** What of the file is no rule table, and so is not taken over. */
      readonly findings: readonly PlacedFinding[];
    }
  | { readonly ok: false; readonly line: number; readonly column: number; readonly message: Label };

/**
 * Reads DMN 1.3, 1.4 or 1.5 into rule tables. What the file does not say, for want of Muster's extension elements, is taken from the table
 * that is published under the same id, where there is one. Never throws.
 */
export function readDmn(text: string, published: (id: string) => RuleTable | undefined = () => undefined): ReadDmn {
  const read = readModel(text);
  if (!read.ok) return read;
  const { model } = read;
  const tables = tablesOf(model);
  const drafts = tables.map(({ decision, table }) => ({ decision: decision.name, ...draftOf(decision, table, model, published) }));
  return { ok: true, drafts, findings: leftOut(model, new Set(tables.map(({ decision }) => decision.id))) };
}

function leftOut(model: DmnModel, taken: ReadonlySet<string>): readonly PlacedFinding[] {
  const { list, say } = findings();
  const others = [...model.decisions, ...model.functions, ...model.services].filter(({ id }) => !taken.has(id));
  for (const { name, line } of others)
    say(
      "warning",
      line,
      "",
      "no-table",
      `“${name}”不是决策表，没有导入；可用 muster dmn run 计算它，或改写为决策表。`,
      `“${name}” is no decision table and was not taken over: muster dmn run evaluates it, or write it as a table.`,
    );
  return list;
}
