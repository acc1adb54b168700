import type { Cell, CellTest } from "../cells/cell.ts";
import type { Spans } from "./row-sets.ts";

/** The positions each cell takes, given the span of each of its tests; a test without a span takes nothing. */
export function spansOf(
  cells: readonly Cell[],
  positions: number,
  spanOf: (test: CellTest) => readonly [first: number, last: number] | undefined,
): readonly Spans[] {
  // A cell that must be run takes everything here, so that its row is looked at.
  const everything: Spans = { negated: false, pairs: [0, positions - 1] };
  const nothing: Spans = { negated: false, pairs: [] };
  const read = new Map<Cell, Spans>();
  return cells.map((cell) => {
    if (cell.type === "refused") return nothing;
    if (cell.type !== "tests") return everything;
    let spans = read.get(cell);
    if (!spans) read.set(cell, (spans = { negated: cell.negated, pairs: cell.tests.flatMap((test) => spanOf(test) ?? []) }));
    return spans;
  });
}
