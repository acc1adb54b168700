import type { Json, RuleDecision } from "@muster/engine";
import { columns } from "./columns.ts";
import type { Explanation } from "./explain-decision.ts";
import { label } from "./label.ts";
import { oneLine } from "./one-line.ts";
import type { Speech } from "./speech.ts";
import { textId, type Texts } from "./texts-of.ts";

/** What an automatic decision stood on and came to, in a few lines. */
export function describeDecision(
  { text }: Pick<Speech, "text">,
  { table, inputs, rows, outcome }: RuleDecision,
  texts: Texts,
): readonly string[] {
  const hit = rows.length > 0 ? label(`命中 ${rows.join("、")}`, `row ${rows.join(", ")}`) : label("没有行命中", "no row");
  const asked = Object.entries(inputs).map(([name, value]) => `${name} = ${shown(value, texts)}`);
  const came = Object.entries(outcome).map(([name, value]) => `${name} = ${shown(value, texts)}`);
  return [`${table.id}@${table.version}: ${text(hit)}`, `  ${asked.join(", ")}`, `  → ${came.join(", ")}`];
}

/** Why each row of the table did or did not count, a line a row. */
export function describeExplanation({ text }: Pick<Speech, "text">, explanation: Explanation): readonly string[] {
  if (!explanation.ok) return [text(explanation.reason)];
  return columns(
    explanation.rows.map((row) => {
      if (row.hit) return ["✓", row.id, text(label("命中", "hit"))];
      if (!row.matched) return ["✗", row.id, `${row.excludedBy}: ${oneLine(row.cell)}`];
      return ["·", row.id, text(label(`也符合，但未采用：${row.reason["zh-CN"]}`, `matches too, but is not hit: ${row.reason.en}`))];
    }),
  );
}

function shown(value: Json, texts: Texts): string {
  const id = textId(value);
  if (id === undefined) return oneLine(JSON.stringify(value));
  const body = texts.get(id);
  return body === undefined ? "∅" : JSON.stringify(body.length > 60 ? `${body.slice(0, 60)}…` : body);
}
