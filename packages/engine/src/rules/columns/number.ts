import type { Cell, CellTest } from "../cells/cell.ts";
import type { Column } from "./column.ts";
import { buildRowSets } from "./row-sets.ts";
import { spansOf } from "./spans.ts";

/**
 * Indexes numbers (or days) by the bounds that occur in the cells. The line is: null, then below the first bound, the bound
 * itself, between it and the second, and so on, so that open and closed ends differ by one position.
 */
export function numberColumn(cells: readonly Cell[], kind: "number" | "date", numberOf: (value: unknown) => number | undefined): Column {
  const bounds = boundsOf(cells, kind);
  const positions = 2 * bounds.length + 2;
  const rows = spansOf(cells, positions, (test) => spanOf(test, kind, bounds));
  const sets = buildRowSets(rows, positions);
  return {
    rowsFor: (value) => {
      if (value === null) return sets.at(0);
      const number = numberOf(value);
      return number === undefined ? undefined : sets.at(positionOf(number, bounds));
    },
    typicalRows: sets.typicalRows,
  };
}

function boundsOf(cells: readonly Cell[], kind: "number" | "date"): Float64Array {
  const bounds = new Set<number>();
  for (const cell of cells) {
    if (cell.type !== "tests") continue;
    for (const test of cell.tests) {
      if (test.kind !== kind) continue;
      if (test.type === "literal") bounds.add(Number(test.value));
      else for (const bound of [test.low, test.high]) if (Number.isFinite(bound)) bounds.add(bound);
    }
  }
  return Float64Array.from(bounds).toSorted();
}

function spanOf(test: CellTest, kind: "number" | "date", bounds: Float64Array): readonly [number, number] | undefined {
  if (test.kind === "null") return [0, 0];
  if (test.kind !== kind) return undefined;
  if (test.type === "literal") {
    const position = positionOf(Number(test.value), bounds);
    return [position, position];
  }
  const first = test.low === -Infinity ? 1 : positionOf(test.low, bounds) + (test.lowIncluded ? 0 : 1);
  const last = test.high === Infinity ? 2 * bounds.length + 1 : positionOf(test.high, bounds) - (test.highIncluded ? 0 : 1);
  return first <= last ? [first, last] : undefined;
}

function positionOf(number: number, bounds: Float64Array): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((bounds[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return 2 * low + (bounds[low] === number ? 2 : 1);
}
