import type { RuleDecision } from "../../model/entry.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Label } from "../../model/label.ts";
import { explainTable, type RowExplanation } from "../../rules/explain.ts";
import { withTexts } from "../with-texts.ts";
import type { World } from "../world.ts";

/** What a rule answered, and why: the rows that hit, cell by cell. */
export interface ExplainedRule extends RuleDecision {
  readonly label: Label;
  /** What each input and output is called. */
  readonly columns: Readonly<Record<string, Label>>;
  /** The inputs with their texts. */
  readonly read: JsonObject;
  readonly hits: readonly RowHit[];
  /** For every row of the table why it is hit or not, where that was asked for. */
  readonly why?: readonly RowExplanation[];
}

/** A row that was hit, with the text of its cells by column. */
export interface RowHit {
  readonly row: string;
  readonly when: Readonly<Record<string, string>>;
  readonly then: Readonly<Record<string, string>>;
}

/** Explains a decision by the table that took it. */
export function explainRule(world: World, decision: RuleDecision, text: (id: string) => string | undefined, every: boolean): ExplainedRule {
  const compiled = world.table(decision.table.id)?.compiled;
  if (!compiled) throw new Error(`the table ${decision.table.id} has answered and is not in the world`);
  const read = withTexts(decision.inputs, text);
  const { label, inputs, outputs, rows } = compiled.table;
  const hits = rows.filter(({ id }) => decision.rows.includes(id));
  return {
    ...decision,
    label,
    columns: Object.fromEntries([...inputs, ...outputs].map((column) => [column.name, column.label])),
    read,
    hits: hits.map(({ id, when, then }) => ({ row: id, when: byName(inputs, when), then: byName(outputs, then) })),
    ...(every && { why: explainTable(compiled, read).rows }),
  };
}

function byName(columns: readonly { readonly name: string }[], cells: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.map(({ name }, i) => [name, cells[i] ?? ""]));
}
