import type { Cell } from "../cells/cell.ts";
import type { Column } from "./column.ts";
import { buildRowSets } from "./row-sets.ts";
import { spansOf } from "./spans.ts";

/** Indexes strings or booleans by equality. */
export function equalityColumn(cells: readonly Cell[], type: "string" | "boolean"): Column {
  const positions = new Map<unknown, number>([[null, 0]]);
  for (const cell of cells) {
    if (cell.type !== "tests") continue;
    for (const test of cell.tests) if (test.type === "literal" && !positions.has(test.value)) positions.set(test.value, positions.size + 1);
  }
  const rest = 1;
  const rows = spansOf(cells, positions.size + 1, (test) => {
    const position = test.type === "literal" ? positions.get(test.value) : undefined;
    return position === undefined ? undefined : [position, position];
  });
  const sets = buildRowSets(rows, positions.size + 1);
  return {
    rowsFor: (value) => (value === null || typeof value === type ? sets.at(positions.get(value) ?? rest) : undefined),
    typicalRows: sets.typicalRows,
  };
}
