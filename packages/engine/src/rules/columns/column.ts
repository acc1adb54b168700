import { type Bitset, hasBit } from "../bitset.ts";

/** One input of a compiled table, indexed by its values. */
export interface Column {
  /**
   * The rows whose cell takes the value (null: missing), or undefined for a value of another type. Rows whose cell must be run
   * are always among them. Valid until the next call: the sets may live in the column's scratch memory.
   */
  readonly rowsFor: (value: unknown) => Rows | undefined;
  /** How many rows take a value, on the average; columns that take few are best asked first. */
  readonly typicalRows: number;
}

/** The union of some sets of rows, left for the one who asks to form: most of its words are never looked at. */
export type Rows = readonly [Bitset, ...Bitset[]];

/** Whether a row is in the union. */
export function hasRow(rows: Rows, row: number): boolean {
  return rows.some((set) => hasBit(set, row));
}
