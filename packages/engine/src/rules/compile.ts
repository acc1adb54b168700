import { type Bitset, emptyBitset, setBit } from "./bitset.ts";
import type { Cell } from "./cells/cell.ts";
import { parseCell } from "./cells/parse-cell.ts";
import { parseOutput } from "./cells/parse-output.ts";
import { buildColumn } from "./columns/build-column.ts";
import type { Column } from "./columns/column.ts";
import type { Run } from "./feel/scope.ts";
import type { Answer } from "./result.ts";
import { type RowAnswer, rowAnswer } from "./row-answer.ts";
import type { RuleTable } from "./table.ts";
import type { TableTrees } from "./trees.ts";

/** A rule table ready to decide. */
export interface CompiledTable {
  readonly table: RuleTable;
  readonly trees: TableTrees;
  /** One index an input, in the order of the inputs. */
  readonly columns: readonly Column[];
  /** The inputs by how few rows they let pass, the strictest first. */
  readonly order: readonly number[];
  /** The values an input may take, where they are listed. */
  readonly allowed: readonly (ReadonlySet<unknown> | undefined)[];
  /** The rows with cells that no index holds, and those cells. */
  readonly openRows: Bitset;
  readonly openCells: ReadonlyMap<number, readonly OpenCell[]>;
  readonly answers: readonly RowAnswer[];
  /** What is answered where no row matches; undefined unless every output has a default, be it `null`. */
  readonly defaults: Answer | undefined;
}

/** A cell that is run for each row the other columns let pass. */
interface OpenCell {
  readonly input: number;
  readonly run: Run;
}

/** Compiles a checked table for the trees its codes belong to; never throws on one. */
export function compileTable(table: RuleTable, trees: TableTrees): CompiledTable {
  const names = table.inputs.map((input) => input.name);
  const cells = cellsOf(table, trees);
  const columns = table.inputs.map((input, i) => buildColumn(input.type, cells[i] ?? [], trees));
  const outputs = table.outputs.map((_, i) =>
    readOnce(
      table.rows.map((row) => row.then[i] ?? ""),
      (text) => parseOutput(text, names),
    ),
  );
  return {
    table,
    trees,
    columns,
    order: [...columns.keys()].toSorted((a, b) => (columns[a]?.typicalRows ?? 0) - (columns[b]?.typicalRows ?? 0)),
    allowed: table.inputs.map((input) => input.values && new Set<unknown>(input.values)),
    ...openCellsOf(cells, table.rows.length),
    answers: table.rows.map((_, row) =>
      rowAnswer(
        outputs.flatMap((output) => output[row] ?? []),
        table.outputs,
      ),
    ),
    defaults: defaultsOf(table),
  };
}

/** The cells of each input, read, in the order of the rows. */
export function cellsOf({ inputs, rows }: RuleTable, trees: TableTrees): readonly (readonly Cell[])[] {
  const names = inputs.map((input) => input.name);
  const texts = inputs.flatMap(({ name, type }) => (type === "text" ? [name] : []));
  return inputs.map((input, i) =>
    readOnce(
      rows.map((row) => row.when[i] ?? ""),
      (text) => parseCell(text, input.type, names, trees, texts),
    ),
  );
}

/** Reads each distinct text once. */
function readOnce<T>(texts: readonly string[], read: (text: string) => T): readonly T[] {
  const known = new Map<string, T>();
  return texts.map((text) => {
    let value = known.get(text);
    if (value === undefined) known.set(text, (value = read(text)));
    return value;
  });
}

function openCellsOf(columns: readonly (readonly Cell[])[], rows: number): Pick<CompiledTable, "openRows" | "openCells"> {
  const openRows = emptyBitset(rows);
  const openCells = new Map<number, OpenCell[]>();
  for (const [input, cells] of columns.entries()) {
    for (const [row, cell] of cells.entries()) {
      if (cell.type !== "expression") continue;
      setBit(openRows, row);
      openCells.set(row, [...(openCells.get(row) ?? []), { input, run: cell.run }]);
    }
  }
  return { openRows, openCells };
}

function defaultsOf({ outputs }: RuleTable): Answer | undefined {
  const cells = outputs.flatMap((output) => (output.default === undefined ? [] : [parseOutput(output.default, [])]));
  const defaults = cells.length === outputs.length ? rowAnswer(cells, outputs) : undefined;
  return defaults?.ok === true ? defaults.answer : undefined;
}
