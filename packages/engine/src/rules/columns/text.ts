import { type Bitset, clearBit, countBits, emptyBitset, setBit } from "../bitset.ts";
import type { Cell } from "../cells/cell.ts";
import { type Formula, holds, keywordsOf } from "../cells/formula.ts";
import type { Column, Rows } from "./column.ts";
import { buildKeywordMatcher } from "./keyword-matcher.ts";

/**
 * Indexes free text by the keywords in the cells. The base is the set of rows that take a text without any keyword; a keyword that
 * is found adds the rows it is an alternative of, and has the other formulas it stands in decided anew. A missing text reads as
 * an empty one.
 */
export function textColumn(cells: readonly Cell[]): Column {
  const base = emptyBitset(cells.length);
  const keywords = new Map<string, Keyword>();
  for (const [row, cell] of cells.entries()) {
    if (cell.type === "any" || cell.type === "expression") setBit(base, row);
    if (cell.type === "keywords") index(row, cell.formula, base, keywords);
  }
  const entries = [...keywords.values()].map(({ added, decided }) => ({ decided, ...packed(added, cells.length) }));
  const matcher = buildKeywordMatcher([...keywords.keys()]);
  const numberOf = new Map([...keywords.keys()].map((keyword, number) => [keyword, number]));
  const found = (keyword: string): boolean => matcher.has(numberOf.get(keyword) ?? -1);
  const scratch = base.slice();
  const touched: number[] = [];

  const rowsFor = (value: unknown): Rows | undefined => {
    if (value !== null && typeof value !== "string") return undefined;
    for (const row of touched.splice(0)) scratch[row >>> 5] = base[row >>> 5] ?? 0;
    const rows: [Bitset, ...Bitset[]] = [scratch];
    const count = value === null ? 0 : matcher.scan(value);
    for (let i = 0; i < count; i += 1) {
      const entry = entries[matcher.found[i] ?? 0];
      if (!entry) continue;
      if (entry.many) rows.push(entry.many);
      for (const row of entry.few) touch(row, true);
      for (const { row, formula } of entry.decided) touch(row, holds(formula, found));
    }
    return rows;
  };
  return { rowsFor, typicalRows: countBits(base) };

  function touch(row: number, taken: boolean): void {
    (taken ? setBit : clearBit)(scratch, row);
    touched.push(row);
  }
}

/** What follows from a keyword being found. */
interface Keyword {
  /** The rows that take the text for this keyword alone. */
  readonly added: number[];
  /** The rows whose formulas must be looked at. */
  readonly decided: { readonly row: number; readonly formula: Formula }[];
}

function index(row: number, formula: Formula, base: Bitset, keywords: Map<string, Keyword>): void {
  if (holds(formula, () => false)) setBit(base, row);
  const alternatives = isAlternatives(formula);
  for (const keyword of keywordsOf(formula)) {
    const known = keywords.get(keyword) ?? { added: [], decided: [] };
    keywords.set(keyword, known);
    if (alternatives) known.added.push(row);
    else known.decided.push({ row, formula });
  }
}

function isAlternatives(formula: Formula): boolean {
  return formula.type === "contains" || (formula.type === "or" && formula.parts.every(isAlternatives));
}

/** Rows as a set where they are many, as a list where they are few: a set for each of 10,000 rare keywords would take 12 MB. */
function packed(rows: readonly number[], size: number): { readonly many: Bitset | undefined; readonly few: readonly number[] } {
  const many = emptyBitset(size);
  if (rows.length < many.length / 4) return { many: undefined, few: rows };
  for (const row of rows) setBit(many, row);
  return { many, few: [] };
}
