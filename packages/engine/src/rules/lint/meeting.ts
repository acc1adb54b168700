import { addAll, type Bitset, emptyBitset, hasBit, intersection } from "../bitset.ts";
import type { Space } from "./space.ts";

/** The rows that take, in each input by itself, something that this row takes as well. */
export function meeting({ lines, compiled }: Space, row: number): Bitset {
  let rows: Bitset = emptyBitset(compiled.table.rows.length).map(() => -1);
  for (const { classes, any } of lines) {
    if (hasBit(any, row)) continue;
    const beside = emptyBitset(compiled.table.rows.length);
    for (const each of classes) if (hasBit(each.rows, row)) addAll(beside, each.rows);
    rows = intersection(rows, beside);
  }
  return rows;
}
