import type { Answer } from "../../src/rules/result.ts";
import type { RuleTable } from "../../src/rules/table.ts";
import type { ArbitraryTable } from "./arbitrary-table.ts";

/** What a table decides, worked out row by row and straight from DMN's words. */
export function referenceDecision({ table, cells }: ArbitraryTable, inputs: Readonly<Record<string, unknown>>): unknown {
  const hits = [...table.rows.keys()].filter((row) => table.inputs.every(({ name }, i) => cells[row]?.[i]?.takes(inputs[name] ?? null)));
  return decide(table, hits);
}

function decide(table: RuleTable, hits: readonly number[]): unknown {
  const answers = hits.map((row): Answer => ({ level: levelOf(table, row) }));
  const ranked = hits.toSorted((a, b) => rank(table, a) - rank(table, b));
  if (hits.length === 0 && table.outputs[0]?.default !== undefined) {
    const fallback = { level: "low" };
    return { rows: [], outputs: manyHits.has(table.hitPolicy) ? [fallback] : fallback };
  }
  const otherwise = { code: "no-match" };
  switch (table.hitPolicy) {
    case "unique":
      return hits.length > 1 ? { code: "not-unique", rows: hits } : hits.length === 1 ? { rows: hits, outputs: answers[0] } : otherwise;
    case "any":
      if (new Set(answers.map(({ level }) => level)).size > 1) return { code: "conflict", rows: hits };
      return hits.length > 0 ? { rows: hits, outputs: answers[0] } : otherwise;
    case "first":
      return hits.length > 0 ? { rows: hits.slice(0, 1), outputs: answers[0] } : otherwise;
    case "priority":
      return hits.length > 0 ? { rows: ranked.slice(0, 1), outputs: { level: levelOf(table, ranked[0] ?? 0) } } : otherwise;
    case "output-order":
      return { rows: ranked, outputs: ranked.map((row) => ({ level: levelOf(table, row) })) };
    case "rule-order":
    case "collect":
      return { rows: hits, outputs: answers };
    default:
      throw new Error("a hit policy DMN does not have");
  }
}

const manyHits: ReadonlySet<string> = new Set(["rule-order", "output-order", "collect"]);

function levelOf(table: RuleTable, row: number): unknown {
  return JSON.parse(table.rows[row]?.then[0] ?? "null");
}

function rank(table: RuleTable, row: number): number {
  return table.outputs[0]?.values?.findIndex((value) => value === levelOf(table, row)) ?? 0;
}
