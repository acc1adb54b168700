import type { Cell, CellTest } from "../cells/cell.ts";
import type { Spans } from "./row-sets.ts";

/** The first and last position a test takes; undefined where it takes none. */
type SpanOf = (test: CellTest) => readonly [first: number, last: number] | undefined;

/** The positions each cell takes, of which the first is null, given the span of each of its tests. */
export function spansOf(cells: readonly Cell[], positions: number, spanOf: SpanOf): readonly Spans[] {
  // A cell that must be run takes everything here, so that its row is looked at.
  const everything: Spans = { negated: false, pairs: [0, positions - 1] };
  const nothing: Spans = { negated: false, pairs: [] };
  const read = new Map<Cell, Spans>();
  return cells.map((cell) => {
    if (cell.type === "refused") return nothing;
    if (cell.type !== "tests") return everything;
    let spans = read.get(cell);
    if (!spans) read.set(cell, (spans = spansOfTests(cell, spanOf)));
    return spans;
  });
}

/** Null, which is neither in a range nor outside it, satisfies no `not(> 3)` (DMN 1.5, 10.3.2.10); its place is the first. */
function spansOfTests({ negated, tests }: Cell & { readonly type: "tests" }, spanOf: SpanOf): Spans {
  const pairs = tests.flatMap((test) => spanOf(test) ?? []);
  return { negated, pairs: negated && tests.some((test) => test.type === "range") ? [0, 0, ...pairs] : pairs };
}
