import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseCell } from "../../../src/rules/cells/parse-cell.ts";
import { buildColumn } from "../../../src/rules/columns/build-column.ts";
import { hasRow } from "../../../src/rules/columns/column.ts";
import { cellsFor, tree, valuesFor } from "../arbitrary-cell.ts";

const trees = { categories: tree, units: tree };

for (const type of ["string", "number", "boolean", "category", "unit", "date", "text"] as const) {
  test(`a ${type} column answers as feelin does, cell by cell`, () => {
    const cells = fc.array(cellsFor[type], { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(cells, fc.array(valuesFor[type], { minLength: 1, maxLength: 4 }), (rows, values) => {
        const parsed = rows.map(({ text }) => parseCell(text, type, [], trees));
        const column = buildColumn(type, parsed, trees);
        for (const value of values) {
          const taken = column.rowsFor(value);
          if (!taken) return assert.unreachable(`the column refused ${JSON.stringify(value)}`);
          for (const [row, { text, takes }] of rows.entries()) {
            const cell = parsed[row];
            if (cell?.type === "expression") assert.ok(hasRow(taken, row), `${text} is run, so its row must be looked at`);
            else assert.is(hasRow(taken, row), takes(value), `${text} for ${JSON.stringify(value)}`);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
}

test("a column refuses a value of another type, and takes null for a missing one", () => {
  const wrong = { string: 1, number: "1", boolean: "true", category: 1, unit: 1, date: "2026-02-30", text: 1 } as const;
  for (const [type, value] of Object.entries(wrong)) {
    const column = buildColumn(type as keyof typeof wrong, [{ type: "any" }], trees);
    assert.is(column.rowsFor(value), undefined, type);
    assert.ok(column.rowsFor(null), type);
  }
  for (const value of [Number.NaN, Infinity]) assert.is(buildColumn("number", [], trees).rowsFor(value), undefined);
});

test.run();
