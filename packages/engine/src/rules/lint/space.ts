import { addAll, type Bitset, emptyBitset, hasBit, setBit } from "../bitset.ts";
import type { Cell } from "../cells/cell.ts";
import { keywordsOf } from "../cells/formula.ts";
import { cellsOf, type CompiledTable } from "../compile.ts";
import { candidates, type Value } from "./candidates.ts";
import type { TextClause } from "./keyword-model.ts";

/** Everything a table can be asked, as far as its cells can tell it apart. */
export interface Space {
  readonly compiled: CompiledTable;
  /** The inputs other than free text, those with the fewest classes first. */
  readonly lines: readonly Line[];
  /** The inputs of free text, by their place among the inputs. */
  readonly texts: readonly number[];
  /** What occurs in the cells of each text column, in the order of `texts`. */
  readonly keywords: readonly (readonly string[])[];
  /** What each row asks of the text columns; none where it takes any text. */
  readonly clauses: readonly (readonly TextClause[])[];
  /** Rows with a cell that no index holds: whether they match is known only by asking. */
  readonly open: Bitset;
  /** Rows that any text suits. */
  readonly anyText: Bitset;
}

/** An input whose values fall into classes: of one class all are taken by the same rows. */
export interface Line {
  /** Its place among the inputs. */
  readonly input: number;
  readonly classes: readonly ValueClass[];
  /** The rows that take every value of it. */
  readonly any: Bitset;
}

export interface ValueClass {
  readonly value: Value;
  readonly rows: Bitset;
}

/** Lays out what a compiled table can be asked. */
export function spaceOf(compiled: CompiledTable): Space {
  const { table, trees } = compiled;
  const cells = cellsOf(table, trees);
  const inputs = [...table.inputs.entries()];
  const lines = inputs.flatMap(([input, { type }]) => (type === "text" ? [] : [lineOf(compiled, input, cells[input] ?? [])]));
  const texts = inputs.flatMap(([input, { type }]) => (type === "text" ? [input] : []));
  const clauses = table.rows.map((_, row) => texts.flatMap((input, column) => clauseOf(cells[input]?.[row], column)));
  const anyText = emptyBitset(table.rows.length);
  for (const [row, asked] of clauses.entries()) if (asked.length === 0) setBit(anyText, row);
  return {
    compiled,
    lines: lines.toSorted((a, b) => a.classes.length - b.classes.length),
    texts,
    keywords: texts.map((input) => [
      ...new Set((cells[input] ?? []).flatMap((cell) => (cell.type === "keywords" ? [...keywordsOf(cell.formula)] : []))),
    ]),
    clauses,
    open: compiled.openRows,
    anyText,
  };
}

function lineOf(compiled: CompiledTable, input: number, cells: readonly Cell[]): Line {
  const { table, trees, columns } = compiled;
  const spec = table.inputs[input];
  const size = table.rows.length;
  const known = new Map<string, ValueClass>();
  for (const value of spec ? candidates(spec, cells, trees) : []) {
    const taken = columns[input]?.rowsFor(value);
    if (!taken) continue;
    const rows = emptyBitset(size);
    for (const set of taken) addAll(rows, set);
    // Null stands by itself: whoever reads a finding wants to know whether something must be missing for it.
    const key = `${value === null}${rows.join()}`;
    if (!known.has(key)) known.set(key, { value, rows });
  }
  const classes = [...known.values()];
  const any = emptyBitset(size);
  for (let row = 0; row < size; row += 1) if (classes.every(({ rows }) => hasBit(rows, row))) setBit(any, row);
  return { input, classes, any };
}

/** What a text cell asks; one that must be run is taken for one that takes anything, as its row is among the open ones. */
function clauseOf(cell: Cell | undefined, column: number): readonly TextClause[] {
  return cell?.type === "keywords" ? [{ column, formula: cell.formula }] : [];
}
