import type { Reason } from "../reason.ts";

/** A formula of a sheet that no program has calculated: what the cell would show, nobody knows. */
export const uncalculated = Symbol("uncalculated");

/** What stands in one cell; a CSV file has texts only. */
export type Cell = string | number | boolean | Date | typeof uncalculated | null;

/** One row of the file, with the place where a person finds it. */
export interface SourceRow {
  /** The physical line in a CSV file, the row number in a sheet; 1 is the first. */
  readonly line: number;
  readonly sheet?: string | undefined;
  readonly cells: ReadonlyMap<string, Cell>;
  /** The row could not be taken apart; `cells` then holds what there was. */
  readonly fault?: Reason;
}

/** The place of a row as people write it: `17`, or `Sheet!17`. */
export function placeOf({ line, sheet }: Pick<SourceRow, "line" | "sheet">): string {
  return sheet === undefined ? String(line) : `${sheet}!${line}`;
}

/** Rows of one file, which can be read more than once, always from the start. */
export interface RowSource {
  readonly columns: readonly string[];
  /** How many rows `rows` will give. */
  readonly count: number;
  readonly rows: () => AsyncIterable<SourceRow>;
}

/** A row that says nothing is not a row. */
export function isBlank(cells: Iterable<Cell | undefined>): boolean {
  for (const cell of cells) if (cell !== null && cell !== undefined && !(typeof cell === "string" && cell.trim() === "")) return false;
  return true;
}

/** A cell as text. A formula without a result is written as sheets write a value that is not there: it must not pass for an empty cell. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (cell === uncalculated) return "#N/A";
  return cell instanceof Date ? cell.toISOString() : String(cell);
}
