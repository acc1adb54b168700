import type { Label } from "../model/label.ts";
import type { CompiledTable } from "./compile.ts";
import { calculate } from "./feel/arithmetic.ts";
import { type FeelNumber, nearest } from "./feel/decimal.ts";
import type { TableInputs } from "./matches.ts";
import type { Answer, Decision, TableResult, Undecided } from "./result.ts";
import { answerOf } from "./row-answer.ts";
import type { RuleTable } from "./table.ts";

/** Turns the rows that match into the table's answer, by its hit policy (DMN 1.5, 8.2.10 and 10.3.2.10). */
export function decideByPolicy(compiled: CompiledTable, hits: readonly number[], inputs: TableInputs): TableResult {
  return deciders[compiled.table.hitPolicy](compiled, hits, inputs);
}

/** What kind of answer a table gives where it decides. */
export function resultTypeOf({ hitPolicy, aggregator }: Pick<RuleTable, "hitPolicy" | "aggregator">): Decision["type"] {
  if (hitPolicy === "collect" && aggregator) return "total";
  return hitPolicy === "collect" || hitPolicy === "rule-order" || hitPolicy === "output-order" ? "many" : "one";
}

type Decide = (compiled: CompiledTable, hits: readonly number[], inputs: TableInputs) => TableResult;

const deciders: Readonly<Record<RuleTable["hitPolicy"], Decide>> = {
  unique: (compiled, hits, inputs) => (hits.length > 1 ? refuse(compiled, "not-unique", hits) : decideOne(compiled, hits, inputs)),
  first: decideOne,
  any: among(decideAny),
  priority: among((compiled, hits) => {
    const [best] = byPrecedence(compiled.table, hits);
    return best ? { ok: true, type: "one", rows: [best.row], outputs: best.answer } : decideByDefault(compiled);
  }),
  "rule-order": among(many),
  "output-order": among((compiled, hits) => many(compiled, byPrecedence(compiled.table, hits))),
  collect: among((compiled, hits) => (compiled.table.aggregator ? total(compiled, hits) : many(compiled, hits))),
};

function decideOne(compiled: CompiledTable, hits: readonly number[], inputs: TableInputs): TableResult {
  const [row] = hits;
  if (row === undefined) return decideByDefault(compiled);
  const result = answerOf(compiled, row, inputs);
  return result.ok ? { ok: true, type: "one", rows: hits, outputs: result.answer } : result;
}

function decideByDefault(compiled: CompiledTable): TableResult {
  return compiled.defaults ? { ok: true, type: "one", rows: [], outputs: compiled.defaults } : refuse(compiled, "no-match", []);
}

/** A row that matches, with its answer. */
interface Hit {
  readonly row: number;
  readonly answer: Answer;
}

/** For the policies that look at every answer. */
function among(decide: (compiled: CompiledTable, hits: readonly Hit[]) => TableResult): Decide {
  return (compiled, rows, inputs) => {
    const hits: Hit[] = [];
    for (const row of rows) {
      const result = answerOf(compiled, row, inputs);
      if (!result.ok) return result;
      hits.push({ row, answer: result.answer });
    }
    return decide(compiled, hits);
  };
}

/** The answers in this order; the defaults are one answer. */
function many({ defaults }: CompiledTable, hits: readonly Hit[]): TableResult {
  if (hits.length === 0 && defaults) return { ok: true, type: "many", rows: [], outputs: [defaults] };
  return { ok: true, type: "many", rows: hits.map((hit) => hit.row), outputs: hits.map((hit) => hit.answer) };
}

/** Rows must agree; the answer names them all. */
function decideAny(compiled: CompiledTable, hits: readonly Hit[]): TableResult {
  const [first] = hits;
  if (!first) return decideByDefault(compiled);
  const rows = hits.map((hit) => hit.row);
  const agreed = JSON.stringify(first.answer);
  return hits.every((hit) => JSON.stringify(hit.answer) === agreed)
    ? { ok: true, type: "one", rows, outputs: first.answer }
    : refuse(compiled, "conflict", rows);
}

/** Highest first: by the first output's order of values, then the second's, and so on; what ties stays in table order. */
function byPrecedence(table: RuleTable, hits: readonly Hit[]): readonly Hit[] {
  const ranks = table.outputs.map(({ name, values }) => ({ name, rank: new Map<unknown, number>(values?.map((value, i) => [value, i])) }));
  return hits.toSorted((a, b) => {
    for (const { name, rank } of ranks) {
      const difference = (rank.get(a.answer[name]) ?? rank.size) - (rank.get(b.answer[name]) ?? rank.size);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/** Sum, least or greatest of the numbers answered (null for none), or how many rows matched. */
function total(compiled: CompiledTable, hits: readonly Hit[]): TableResult {
  const { aggregator = "sum", outputs } = compiled.table;
  const name = outputs[0]?.name ?? "";
  const rows = hits.map((hit) => hit.row);
  if (aggregator === "count") return { ok: true, type: "total", rows, outputs: hits.length };
  const answers = hits.length === 0 && compiled.defaults ? [compiled.defaults] : hits.map((hit) => hit.answer);
  const numbers = answers.map((answer) => answer[name]).filter((value) => typeof value === "number");
  if (numbers.length === 0) return { ok: true, type: "total", rows, outputs: null };
  const value = totals[aggregator](numbers);
  return value === null ? refuse(compiled, "failed", rows) : { ok: true, type: "total", rows, outputs: value };
}

const totals = {
  sum: sumOf,
  min: (numbers: readonly number[]): number => numbers.reduce((least, number) => Math.min(least, number)),
  max: (numbers: readonly number[]): number => numbers.reduce((most, number) => Math.max(most, number)),
};

/** In decimals, as every sum in FEEL; null where it is too large. */
function sumOf(numbers: readonly number[]): number | null {
  const sum = numbers.reduce<FeelNumber | null>((sofar, number) => (sofar === null ? null : calculate("+", sofar, number)), 0);
  return sum === null ? null : nearest(sum);
}

function refuse(compiled: CompiledTable, code: keyof typeof reasons, hits: readonly number[]): Undecided {
  const { label } = compiled.table;
  const rows = hits.slice(0, 10).map((row) => compiled.table.rows[row]?.id);
  return { ok: false, code, rows: hits, detail: reasons[code](label, rows.join(", ")) };
}

const reasons = {
  "no-match": (table: Label): Label => ({
    "zh-CN": `规则表“${table["zh-CN"]}”没有一行符合这些输入。请加一行兜底规则，或给每个输出设默认值。`,
    en: `No row of “${table.en}” matches these inputs. Add a row for the rest, or give every output a default.`,
  }),
  "not-unique": (table: Label, rows: string): Label => ({
    "zh-CN": `规则表“${table["zh-CN"]}”要求唯一命中，但有多行同时符合：${rows}。请收窄条件，或改用其他命中策略。`,
    en: `“${table.en}” wants one match, but several rows match: ${rows}. Narrow their conditions, or change the hit policy.`,
  }),
  conflict: (table: Label, rows: string): Label => ({
    "zh-CN": `规则表“${table["zh-CN"]}”中同时符合的行给出了不同结果：${rows}。请让它们的输出一致，或收窄条件。`,
    en: `Rows of “${table.en}” match together and answer differently: ${rows}. Make their outputs equal, or narrow their conditions.`,
  }),
  failed: (table: Label, rows: string): Label => ({
    "zh-CN": `规则表“${table["zh-CN"]}”中同时符合的行加起来太大，无法表示：${rows}。请改小它们的输出，或收窄条件。`,
    en: `The rows of “${table.en}” that match add up to too large a number: ${rows}. Answer smaller numbers, or narrow their conditions.`,
  }),
};
