/** A formula of a sheet that no program has calculated: what the cell would show, nobody knows. */
export const uncalculated = Symbol("uncalculated");

/** What stands in one cell, or in one place of a record; a CSV file has texts only. */
export type Cell = string | number | boolean | Date | typeof uncalculated | null;

/** A cell as text. A formula without a result is written as sheets write a value that is not there: it must not pass for an empty cell. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (cell === uncalculated) return "#N/A";
  return cell instanceof Date ? cell.toISOString() : String(cell);
}
