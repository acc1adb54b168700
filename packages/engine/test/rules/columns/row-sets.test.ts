import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { hasRow } from "../../../src/rules/columns/column.ts";
import { buildRowSets, type Spans } from "../../../src/rules/columns/row-sets.ts";

test("a position has the rows whose spans cover it, or, negated, do not", () => {
  const positions = 12;
  const pair = fc.tuple(fc.nat(positions - 1), fc.nat(positions - 1)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
  const spans = fc.record({ negated: fc.boolean(), pairs: fc.array(pair, { maxLength: 5 }).map((pairs) => pairs.flat()) });
  fc.assert(
    fc.property(fc.array(spans, { maxLength: 70 }), (rows) => {
      const sets = buildRowSets(rows, positions);
      for (let position = 0; position < positions; position += 1) {
        const set = sets.at(position);
        for (const [row, each] of rows.entries()) assert.is(hasRow(set, row), covers(each, position));
      }
    }),
  );
});

test("where a set for each of many segments would take too much memory, the sets rebuilt from changes are the same", () => {
  const rows = Array.from({ length: 6_000 }, (_, i): Spans => ({ negated: i % 7 === 0, pairs: i % 3 === 0 ? [i, i + 500] : [i, i] }));
  const sets = buildRowSets(rows, 7_000);
  for (const position of [0, 1, 2, 499, 500, 501, 2_999, 3_000, 5_999, 6_000, 6_499, 6_999, 3]) {
    const set = sets.at(position);
    assert.equal(
      rows.flatMap((_, row) => (hasRow(set, row) ? [row] : [])),
      rows.flatMap((each, row) => (covers(each, position) ? [row] : [])),
    );
  }
});

function covers({ negated, pairs }: Spans, position: number): boolean {
  const covered = pairs.some((first, i) => i % 2 === 0 && first <= position && position <= (pairs[i + 1] ?? -1));
  return covered !== negated;
}

test.run();
