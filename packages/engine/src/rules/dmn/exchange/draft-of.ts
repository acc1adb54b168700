import type { Label } from "../../../model/label.ts";
import type { RuleTable } from "../../table.ts";
import type { DecisionTable, TableRule } from "../model/decision-table.ts";
import type { Decision, DmnModel } from "../model/model.ts";
import { isFeel } from "../evaluate/is-feel.ts";
import { typeNamed } from "../evaluate/type-named.ts";
import { type DraftTable, type Findings, findings } from "./draft-table.ts";
import { inputsOf, outputsOf } from "./draft-columns.ts";
import { type LabelSource, labelFrom } from "./label-from.ts";
import { fromXmlId } from "./xml-id.ts";

/** A decision table as a draft of a rule table. */
export function draftOf(
  decision: Decision,
  source: DecisionTable,
  model: DmnModel,
  published: (id: string) => RuleTable | undefined,
): DraftTable {
  const found = findings();
  const id = idOf(decision, found);
  const known = published(id);
  const marked = decision.own !== undefined;
  if (!marked) sayUnmarked(decision, known !== undefined, found);
  const lines = new Map([["", decision.line]]);
  const told = !marked && known === undefined;
  const models = new Map([[model.namespace, model]]);
  const at = { typeNamed: (name: string | undefined) => typeNamed(name, model, models), known, marked, told, lines, found };
  sayAnswers(source, decision, model, found);
  const rows = source.rules.map((rule, i) => rowOf(rule, i, source, marked, lines, found));
  const table: RuleTable = {
    id,
    label: labelFrom(labelSource(decision, known?.label, id, told), decision.line, "/label", found),
    purpose: purposeOf(decision, known),
    hitPolicy: policies[source.hitPolicy],
    ...(source.aggregation && { aggregator: aggregators[source.aggregation] }),
    inputs: inputsOf(source, at),
    outputs: outputsOf(source, decision, at),
    rows,
  };
  return { table, findings: found.list, lineOf: (pointer) => lineIn(lines, pointer) };
}

/** An id of a DMN editor may be no code of ours. */
function idOf({ id, name, line }: Decision, found: Findings): string {
  const written = fromXmlId(id);
  if (isCode.test(written)) return written;
  const code =
    name
      .replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")
      .replaceAll(/^[^\p{L}\p{N}]+|-+$/gu, "")
      .slice(0, 64) || "table";
  found.say(
    "hint",
    line,
    "/id",
    "id-changed",
    `决策编号“${written}”不能用作规则表编号，已改为“${code}”；需要时请改名。`,
    `The decision's id “${written}” cannot be that of a rule table and became “${code}”: rename it as you like.`,
  );
  return code;
}

const isCode = /^[\p{L}\p{N}][\p{L}\p{N}._:/-]{0,63}$/u;

function sayUnmarked({ line }: Decision, isKnown: boolean, { say }: Findings): void {
  if (isKnown)
    return say(
      "hint",
      line,
      "",
      "marks-missing",
      "文件中没有 Muster 的扩展内容（可能被编辑器去掉）：用途、列的种类和英文名称取自已发布的同名规则表。",
      "The file has none of Muster's extension elements (an editor may drop them): purpose, kinds of columns and other labels are those of the published table.",
    );
  say(
    "hint",
    line,
    "/purpose",
    "marks-missing",
    "文件中没有 Muster 的扩展内容：用途设为 other，类别、单位等编码列读作 string，名称中英文相同；请在草稿中改正。",
    "The file has none of Muster's extension elements: the purpose is other, columns of codes are read as string, and each label stands for both languages; correct the draft where that is not meant.",
  );
}

/** What one decision asks of another, a rule table does not ask by itself. */
function sayAnswers({ inputs }: DecisionTable, { requires }: Decision, { namespace, decisions }: DmnModel, { say }: Findings): void {
  const required = decisions.filter(({ id }) => requires.includes(`#${id}`) || requires.includes(`${namespace}#${id}`));
  for (const [i, { text, line }] of inputs.entries()) {
    const asked = required.find(({ name }) => name === text.trim());
    if (asked)
      say(
        "warning",
        line,
        `/inputs/${i}`,
        "answer-of-another",
        `输入“${asked.name}”是另一个决策的结果，规则表不会先去问它；请核对这个名称的值从何而来（如流程先问另一张表），或把两张表并成一张。`,
        `The input “${asked.name}” is the answer of another decision, which a rule table does not ask first: see where its value comes from (a table that the process asks before, say), or make one table of both.`,
      );
  }
}

function purposeOf({ own }: Decision, known: RuleTable | undefined): RuleTable["purpose"] {
  return purposes.find((each) => each === own?.purpose) ?? known?.purpose ?? "other";
}

const purposes = ["classification", "routing", "other"] as const;

function labelSource({ label, own }: Decision, known: Label | undefined, id: string, told: boolean): LabelSource {
  return { shown: label, own: own?.labels, known, otherwise: id, told };
}

function rowOf(
  rule: TableRule,
  i: number,
  { inputs }: DecisionTable,
  marked: boolean,
  lines: Map<string, number>,
  { say }: Findings,
): RuleTable["rows"][number] {
  const place = `/rows/${i}`;
  lines.set(place, rule.line);
  const cells = (kind: "when" | "then") =>
    rule[kind].map(({ text, language, line }, column) => {
      const at = `${place}/${kind}/${column}`;
      lines.set(at, line);
      if (!isFeel(language))
        say(
          "error",
          line,
          at,
          "other-language",
          `此格用 ${language} 书写，Muster 只认 FEEL；请改写（列：${inputs[column]?.text ?? ""}）。`,
          `This cell is in ${language}; Muster reads FEEL only: write it anew.`,
        );
      if (marked) return text;
      // An empty answer is null in DMN; Muster asks for it in words.
      return text.trim() === "" && kind === "then" ? "null" : text.trim();
    });
  const [when, then] = [cells("when"), cells("then")];
  return {
    id: rule.id === undefined ? `row-${i + 1}` : fromXmlId(rule.id),
    when,
    then,
    ...(rule.note !== undefined && { note: rule.note }),
  };
}

/** The line of the place, or of the nearest one around it. */
function lineIn(lines: ReadonlyMap<string, number>, pointer: string): number {
  for (let place = pointer; place !== ""; place = place.slice(0, place.lastIndexOf("/"))) {
    const line = lines.get(place);
    if (line !== undefined) return line;
  }
  return lines.get("") ?? 1;
}

const policies = {
  UNIQUE: "unique",
  ANY: "any",
  FIRST: "first",
  PRIORITY: "priority",
  "RULE ORDER": "rule-order",
  "OUTPUT ORDER": "output-order",
  COLLECT: "collect",
} as const satisfies Record<DecisionTable["hitPolicy"], RuleTable["hitPolicy"]>;

const aggregators = { SUM: "sum", COUNT: "count", MIN: "min", MAX: "max" } as const;
