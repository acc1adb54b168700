import type { Cell, Reason } from "@muster/engine/sources";

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
