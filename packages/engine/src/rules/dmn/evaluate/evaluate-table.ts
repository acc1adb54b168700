import type { DecisionTable, OutputClause, TableCell, TableClause, TableRule } from "../model/decision-table.ts";
import { coerce } from "./coerce.ts";
import { isFeel } from "./is-feel.ts";
import { reportAt, type Within } from "./evaluation.ts";
import { type Names, valueOfText } from "./feel.ts";
import { feelEqual } from "./feel-equal.ts";
import { totalOf } from "./total.ts";
import { typeNamed } from "./type-named.ts";
import { testsTake } from "./unary-tests.ts";

/** The answer of a decision table (DMN 1.5, 8.2.10 and 8.2.11); null where it has none. */
export function evaluateTableExpression(table: DecisionTable, names: Names, within: Within): unknown {
  const values = table.inputs.map((input) => inputValue(input, names, within));
  if (values.includes(refused)) return null;
  const hits: TableRule[] = [];
  for (const rule of table.rules) {
    if (!rule.when.every((cell, i) => takes(cell, values[i], names, within))) continue;
    hits.push(rule);
    if (table.hitPolicy === "FIRST") break;
  }
  if (hits.length === 0) return fallback(table, names, within);
  const answers = hits.map((rule) => answerOf(rule, table.outputs, names, within));
  return byPolicy(table, answers, names, within);
}

/** Stands for a value that the input does not allow. */
const refused = Symbol("refused");

function inputValue(input: TableClause, names: Names, within: Within): unknown {
  const report = reportAt(within, input.line);
  const type = typeNamed(input.type, within.model, within.evaluation.models);
  const value = coerce(valueOfText(input.text, names, report), type, report);
  if (value === null || input.values === undefined || input.values.trim() === "" || testsTake(input.values, value, names, report))
    return value;
  report({
    "zh-CN": `输入“${input.text}”的值不在允许的取值 ${input.values} 中。`,
    en: `The value of the input “${input.text}” is none of those allowed: ${input.values}.`,
  });
  return refused;
}

function takes(cell: TableCell, value: unknown, names: Names, within: Within): boolean {
  const text = cell.text.trim();
  if (text === "" || text === "-") return true;
  const report = reportAt(within, cell.line);
  if (isFeel(cell.language)) return testsTake(text, value, names, report);
  report({ "zh-CN": `条件须用 FEEL 书写，而不是 ${cell.language}。`, en: `A condition must be in FEEL, not ${cell.language}.` });
  return false;
}

/** What a rule answers, in the order of the outputs. */
type Answers = readonly unknown[];

function answerOf(rule: TableRule, outputs: readonly OutputClause[], names: Names, within: Within): Answers {
  return outputs.map((output, i) => {
    const cell = rule.then[i];
    const text = cell?.text.trim() ?? "";
    if (!cell || text === "" || text === "-") return null;
    const report = reportAt(within, cell.line);
    return coerce(valueOfText(text, names, report), typeNamed(output.type, within.model, within.evaluation.models), report);
  });
}

function fallback(table: DecisionTable, names: Names, within: Within): unknown {
  if (table.outputs.every((output) => output.fallback === undefined)) return isMultiple(table) ? noHit(table) : null;
  const answers = table.outputs.map(({ fallback: text, line }) =>
    text === undefined ? null : valueOfText(text, names, reportAt(within, line)),
  );
  const answer = valueFrom(table, answers);
  return isMultiple(table) && !table.aggregation ? [answer] : answer;
}

function isMultiple({ hitPolicy }: DecisionTable): boolean {
  return hitPolicy === "COLLECT" || hitPolicy === "RULE ORDER" || hitPolicy === "OUTPUT ORDER";
}

function noHit({ aggregation }: DecisionTable): unknown {
  if (aggregation === undefined) return [];
  return aggregation === "COUNT" ? 0 : null;
}

/** One output is its value, several are a context of them. */
function valueFrom({ outputs }: DecisionTable, answers: Answers): unknown {
  if (outputs.length === 1) return answers[0];
  return Object.fromEntries(outputs.map(({ name }, i) => [name ?? String(i + 1), answers[i]]));
}

function byPolicy(table: DecisionTable, hits: readonly Answers[], names: Names, within: Within): unknown {
  const [first = []] = hits;
  const values = (each: readonly Answers[]) => each.map((answers) => valueFrom(table, answers));
  switch (table.hitPolicy) {
    case "FIRST":
      return valueFrom(table, first);
    case "UNIQUE":
      return hits.length === 1 ? valueFrom(table, first) : violated(table, hits.length, within);
    case "ANY":
      return hits.every((each) => feelEqual(each, first)) ? valueFrom(table, first) : violated(table, hits.length, within);
    case "PRIORITY":
      return valueFrom(table, byPrecedence(table, hits, names, within)[0] ?? first);
    case "OUTPUT ORDER":
      return values(byPrecedence(table, hits, names, within));
    case "RULE ORDER":
      return values(hits);
    case "COLLECT":
      return table.aggregation ? totalOf(table.aggregation, values(hits)) : values(hits);
  }
}

/** Highest first: by the first output's list of values, then by the second's, and so on. */
function byPrecedence({ outputs }: DecisionTable, hits: readonly Answers[], names: Names, within: Within): readonly Answers[] {
  const ranked = outputs.map(({ values, line, type }) => {
    const listed = values === undefined ? allowedBy(type, within) : values;
    const list: unknown = listed === undefined ? [] : valueOfText(`[${listed}]`, names, reportAt(within, line));
    return Array.isArray(list) ? (list as readonly unknown[]) : [];
  });
  const rank = (answers: Answers, output: number) => {
    const at = (ranked[output] ?? []).findIndex((value) => feelEqual(value, answers[output]));
    return at < 0 ? Infinity : at;
  };
  return hits.toSorted((a, b) => {
    for (const output of outputs.keys()) {
      const [one, other] = [rank(a, output), rank(b, output)];
      if (one !== other) return one - other;
    }
    return 0;
  });
}

/** The values that the type of an output allows. */
function allowedBy(type: string | undefined, { model, evaluation }: Within): string | undefined {
  const named = typeNamed(type, model, evaluation.models);
  return named.kind === "base" ? named.allowed[0] : undefined;
}

function violated({ hitPolicy, line }: DecisionTable, hits: number, within: Within): null {
  reportAt(
    within,
    line,
  )({
    "zh-CN": `命中策略 ${hitPolicy} 不容许同时命中的这 ${hits} 条规则。`,
    en: `The hit policy ${hitPolicy} does not allow for the ${hits} rules that match together.`,
  });
  return null;
}
