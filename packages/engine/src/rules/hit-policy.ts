import type { Label } from "../model/label.ts";
import type { CompiledTable } from "./compile.ts";
import type { TableInputs } from "./matches.ts";
import type { Answer, TableResult, Undecided } from "./result.ts";
import { answerOf } from "./row-answer.ts";
import type { RuleTable } from "./table.ts";

/** Turns the rows that match into the table's answer, by its hit policy (DMN 1.5, 8.2.8). */
export function decideByPolicy(compiled: CompiledTable, hits: readonly number[], inputs: TableInputs): TableResult {
  return deciders[compiled.table.hitPolicy](compiled, hits, inputs);
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
  "rule-order": among((_, hits) => many(hits)),
  "output-order": among((compiled, hits) => many(byPrecedence(compiled.table, hits))),
  collect: among((compiled, hits) => (compiled.table.aggregator ? total(compiled.table, hits) : many(hits))),
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

function many(hits: readonly Hit[]): TableResult {
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
function total({ aggregator, outputs }: RuleTable, hits: readonly Hit[]): TableResult {
  const name = outputs[0]?.name ?? "";
  const numbers = hits.map((hit) => hit.answer[name]).filter((value) => typeof value === "number");
  const value = aggregator === "count" ? hits.length : numbers.length > 0 ? numbers.reduce(folds[aggregator ?? "sum"]) : null;
  return { ok: true, type: "total", rows: hits.map((hit) => hit.row), outputs: value };
}

const folds = {
  sum: (sum: number, number: number): number => sum + number,
  min: (least: number, number: number): number => Math.min(least, number),
  max: (most: number, number: number): number => Math.max(most, number),
};

function refuse(compiled: CompiledTable, code: "no-match" | "not-unique" | "conflict", hits: readonly number[]): Undecided {
  const { label } = compiled.table;
  const rows = hits.slice(0, 10).map((row) => compiled.table.rows[row]?.id);
  return { ok: false, code, rows: hits, detail: reasons[code](label, rows.join(", ")) };
}

const reasons: Readonly<Record<"no-match" | "not-unique" | "conflict", (table: Label, rows: string) => Label>> = {
  "no-match": (table) => ({
    "zh-CN": `规则表“${table["zh-CN"]}”没有一行符合这些输入。请加一行兜底规则，或给每个输出设默认值。`,
    en: `No row of “${table.en}” matches these inputs. Add a row for the rest, or give every output a default.`,
  }),
  "not-unique": (table, rows) => ({
    "zh-CN": `规则表“${table["zh-CN"]}”要求唯一命中，但有多行同时符合：${rows}。请收窄条件，或改用其他命中策略。`,
    en: `“${table.en}” wants one match, but several rows match: ${rows}. Narrow their conditions, or change the hit policy.`,
  }),
  conflict: (table, rows) => ({
    "zh-CN": `规则表“${table["zh-CN"]}”中同时符合的行给出了不同结果：${rows}。请让它们的输出一致，或收窄条件。`,
    en: `Rows of “${table.en}” match together and answer differently: ${rows}. Make their outputs equal, or narrow their conditions.`,
  }),
};
