import type { Cell } from "@muster/engine/sources";
import { isBlank } from "./source-row.ts";

/**
 * Fills cells that a merge left empty from the row above. The columns are declared from the outermost inwards: a row that brings its own
 * value in one of them begins a new group, and what stands further in is not taken over from the group before.
 */
export function fillDown(columns: readonly string[]): (cells: ReadonlyMap<string, Cell>) => ReadonlyMap<string, Cell> {
  const above = new Map<string, Cell>();
  return (cells) => {
    const filled = new Map(cells);
    let isNew = false;
    for (const column of columns) {
      const own = cells.get(column) ?? null;
      if (!isBlank([own])) {
        isNew = true;
        above.set(column, own);
      } else if (isNew) above.delete(column);
      else filled.set(column, above.get(column) ?? null);
    }
    return filled;
  };
}
