import type { Json, RuleDecision } from "@muster/engine";
import { columns } from "./columns.ts";
import type { Explanation } from "./explain-decision.ts";
import { label } from "./label.ts";
import { withCode, type Names, type TableNames } from "./names.ts";
import { oneLine } from "./one-line.ts";
import type { Speech } from "./speech.ts";
import { textId, type Texts } from "./texts-of.ts";

/** What an automatic decision stood on and came to, in a few lines. */
export function describeDecision(
  { text }: Pick<Speech, "text">,
  names: Names,
  { table, inputs, rows, outcome }: RuleDecision,
  texts: Texts,
): readonly string[] {
  const known = names.table(table);
  const ref = `${table.id}@${table.version}`;
  const called = known === undefined ? ref : withCode(text(known.label), ref);
  const hit = rows.length > 0 ? label(`命中 ${rows.join("、")}`, `row ${rows.join(", ")}`) : label("没有行命中", "no row");
  const each = ([name, value]: readonly [string, Json]) => {
    const column = known?.columns.get(name);
    return `${column ? text(column.label) : name} = ${column ? valueName(names, column.type, value, texts) : shown(value, texts)}`;
  };
  const list = (values: Readonly<Record<string, Json>>) =>
    Object.entries(values)
      .map(each)
      .join(text(label("，", ", ")));
  return [text(label(`${called}：${hit["zh-CN"]}`, `${called}: ${hit.en}`)), `  ${list(inputs)}`, `  → ${list(outcome)}`];
}

/** Why each row of the table did or did not count, a line a row. */
export function describeExplanation(
  { text }: Pick<Speech, "text">,
  known: TableNames | undefined,
  explanation: Explanation,
): readonly string[] {
  if (!explanation.ok) return [text(explanation.reason)];
  return columns(
    explanation.rows.map((row) => {
      if (row.hit) return ["✓", row.id, text(label("命中", "hit"))];
      if (!row.matched) {
        const [column, cell] = [known?.columns.get(row.excludedBy)?.label ?? label(row.excludedBy, row.excludedBy), oneLine(row.cell)];
        return ["✗", row.id, text(label(`${column["zh-CN"]}：${cell}`, `${column.en}: ${cell}`))];
      }
      return ["·", row.id, text(label(`也符合，但未采用：${row.reason["zh-CN"]}`, `matches too, but is not hit: ${row.reason.en}`))];
    }),
  );
}

function valueName(names: Names, type: string, value: Json, texts: Texts): string {
  if (value === null) return "—";
  if (Array.isArray(value)) return value.map((one: Json) => valueName(names, type === "units" ? "unit" : type, one, texts)).join(" + ");
  if (typeof value !== "string") return shown(value, texts);
  if (type === "category") return withCode(names.category(value), value);
  if (type === "unit") return withCode(names.unit(value), value);
  return type === "standard" ? value : shown(value, texts);
}

function shown(value: Json, texts: Texts): string {
  const id = textId(value);
  if (id === undefined) return oneLine(JSON.stringify(value));
  const body = texts.get(id);
  return body === undefined ? "∅" : JSON.stringify(body.length > 60 ? `${body.slice(0, 60)}…` : body);
}
