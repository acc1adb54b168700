import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseCell } from "../../../src/rules/cells/parse-cell.ts";
import { cellsFor, tree, valuesFor } from "../arbitrary-cell.ts";
import { scopeValue } from "../scope-value.ts";

const trees = { categories: tree, units: tree };

for (const type of ["string", "number", "boolean", "category", "unit", "date", "text"] as const) {
  test(`a ${type} cell is either indexed or run, and where it is run it answers as feelin does`, () => {
    fc.assert(
      fc.property(cellsFor[type], valuesFor[type], ({ text, takes }, value) => {
        const cell = parseCell(text, type, [], trees);
        assert.is.not(cell.type, "refused", text);
        if (cell.type === "expression")
          assert.is(cell.run({}, scopeValue(type, value)), takes(value), `${text} for ${JSON.stringify(value)}`);
      }),
      { numRuns: 300 },
    );
  });
}

test("the plain notations are indexed, without feelin's parser", () => {
  const indexed = {
    string: ['"a"', '"a", "b"', 'not("a","b")', "null", "not(null)", '"井盖"'],
    number: ["5", "-5", "1.25", "<3", ">= -2", "[1..5]", "]1..5[", "(1..5)", "1,3,>10", "not([1..5], 7)"],
    boolean: ["true", "not(false)"],
    category: ['"01"', 'not("0101")'],
    date: ['@"2026-01-01"', '> date("2026-01-01")', '[@"2026-01-01"..@"2026-12-31"]'],
  } as const;
  for (const [type, texts] of Object.entries(indexed))
    for (const text of texts) assert.is(parseCell(text, type as keyof typeof indexed, [], trees).type, "tests", text);
  for (const text of [
    'contains(?, "a")',
    'contains(?,"a") or contains(?,"b")',
    'not(contains(?, "x"), contains(?, "y"))',
    '(contains(?, "a")) and not(contains(?, "b"))',
  ])
    assert.is(parseCell(text, "text", [], trees).type, "keywords", text);
  for (const text of ["", "-", "  "]) assert.is(parseCell(text, "number", [], trees).type, "any");
});

test("a cell may read the other inputs", () => {
  const cell = parseCell("> base + 1", "number", ["base"], trees);
  if (cell.type !== "expression") return assert.unreachable(cell.type);
  assert.is(cell.run({ base: 3 }, 5), true);
  assert.is(cell.run({ base: 3 }, 4), false);
  assert.is(cell.run({ base: null }, 4), false);
});

test("a cell that reads ? does not match a missing value, though feelin's null equals null", () => {
  const cell = parseCell('starts with(?, "a")', "string", [], trees);
  if (cell.type !== "expression") return assert.unreachable(cell.type);
  assert.is(cell.run({}, null), false);
  assert.is(cell.run({}, "ab"), true);
});

test("what is null satisfies neither a test nor its not (DMN 1.5, 10.3.2.10; dmn-tck 0072-feel-in, null_001)", () => {
  for (const text of ["> base", "not(> base)", "not(? + 1 > base)", "not([1..base])"]) {
    const cell = parseCell(text, "number", ["base"], trees);
    if (cell.type !== "expression") return assert.unreachable(cell.type);
    assert.is(cell.run({ base: 3 }, null), false, text);
  }
  for (const text of ["not(base)", "not(1, base)"]) {
    const cell = parseCell(text, "number", ["base"], trees);
    assert.is(cell.type === "expression" && cell.run({ base: 3 }, null), true, text);
  }
});

test("in a column of true and false another input is a value to equal, elsewhere a condition", () => {
  const holds = (type: "boolean" | "number", text: string, b: unknown, value: unknown): unknown => {
    const cell = parseCell(text, type, ["b"], trees);
    return cell.type === "expression" && cell.run({ b }, value);
  };
  for (const [b, value, expected] of [
    [true, true, true],
    [false, false, true],
    [true, false, false],
    [true, null, false],
  ] as const)
    assert.is(holds("boolean", "b", b, value), expected);
  assert.equal(
    [holds("boolean", "(true)", null, false), holds("boolean", "not((true))", null, false), holds("boolean", "(false)", null, false)],
    [false, true, true],
  );
  assert.equal([holds("number", "b", true, 3), holds("number", "b", false, 3)], [true, false]);
});

test.run();
