import { type Bitset, hasBit } from "./bitset.ts";
import type { Rows } from "./columns/column.ts";
import type { CompiledTable } from "./compile.ts";
import { feelDate } from "./feel/dates.ts";
import type { Scope } from "./feel/scope.ts";

/** The values a table is asked about, by input name; an input that is missing is null, a date is a text such as `2026-11-23`. */
export type TableInputs = Readonly<Record<string, unknown>>;

/**
 * For each input the rows that take its value, in the order of `compiled.order`; or the index of an input whose value is not taken; or
 * undefined where the inputs cannot be read: they are no object, or a getter or a proxy throws.
 */
export function askColumns(compiled: CompiledTable, inputs: TableInputs): readonly Rows[] | number | undefined {
  try {
    return typeof inputs === "object" ? ask(compiled, inputs) : undefined;
  } catch {
    return undefined;
  }
}

function ask(compiled: CompiledTable, inputs: TableInputs): readonly Rows[] | number {
  const asked: Rows[] = [];
  for (const input of compiled.order) {
    const value = inputs[compiled.table.inputs[input]?.name ?? ""] ?? null;
    const rows = compiled.columns[input]?.rowsFor(value);
    if (!rows || (value !== null && compiled.allowed[input]?.has(value) === false)) return input;
    asked.push(rows);
  }
  return asked;
}

/** The rows every column takes and whose open cells hold as well, in table order: all of them, or only the first. */
export function matchingRows(compiled: CompiledTable, asked: readonly Rows[], inputs: TableInputs, onlyFirst: boolean): readonly number[] {
  const hits: number[] = [];
  const sets: Bitset[] = [];
  const unions: Rows[] = [];
  for (const rows of asked) {
    if (rows.length === 1) sets.push(rows[0]);
    else unions.push(rows);
  }
  // Four sets at a stroke, the strictest alone first: a plain loop over the sets takes three times as long.
  const [first = compiled.openRows.map(() => -1), second = first, third = first, fourth = first] = sets;
  const [union] = unions;
  const [one = first, two = one, three = one] = union ?? [];
  for (let word = 0; word < first.length; word += 1) {
    let rows = first[word] ?? 0;
    if (rows === 0) continue;
    rows &= (second[word] ?? 0) & (third[word] ?? 0) & (fourth[word] ?? 0);
    for (let i = 4; rows !== 0 && i < sets.length; i += 1) rows &= sets[i]?.[word] ?? 0;
    if (rows !== 0 && union) rows &= (one[word] ?? 0) | (two[word] ?? 0) | (three[word] ?? 0) | wordOf(union, 3, word);
    for (let i = 1; rows !== 0 && i < unions.length; i += 1) rows &= wordOf(unions[i] ?? [], 0, word);
    for (; rows !== 0; rows &= rows - 1) {
      const row = word * 32 + 31 - Math.clz32(rows & -rows);
      if (hasBit(compiled.openRows, row) && openCellThatFails(compiled, row, inputs) !== undefined) continue;
      hits.push(row);
      if (onlyFirst) return hits;
    }
  }
  return hits;
}

function wordOf(sets: readonly Bitset[], from: number, word: number): number {
  let rows = 0;
  for (let i = from; i < sets.length; i += 1) rows |= sets[i]?.[word] ?? 0;
  return rows;
}

/** The first input whose open cell in this row does not hold, or undefined. */
export function openCellThatFails(compiled: CompiledTable, row: number, inputs: TableInputs): number | undefined {
  const cells = compiled.openCells.get(row);
  if (!cells) return undefined;
  const scope = scopeOf(compiled, inputs);
  const names = compiled.table.inputs;
  return cells.find(({ input, run }) => run(scope, scope[names[input]?.name ?? ""]) !== true)?.input;
}

/** The inputs as FEEL sees them: dates as dates, what is missing as null. */
export function scopeOf(compiled: CompiledTable, inputs: TableInputs): Scope {
  const scope: Record<string, unknown> = {};
  for (const { name, type } of compiled.table.inputs) {
    const value = inputs[name] ?? null;
    scope[name] = type === "date" && typeof value === "string" ? feelDate(value) : value;
  }
  return scope;
}
