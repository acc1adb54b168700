import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkTable } from "../../../src/rules/check-table.ts";
import { compileTable } from "../../../src/rules/compile.ts";
import type { RuleTable } from "../../../src/rules/table.ts";
import { assertFinds, sound, trees } from "../sample-table.ts";

const faults = [
  { name: "FEEL that cannot be read", input: "level", cell: "1 2", code: "unparsable", says: "from character 3" },
  { name: "FEEL left unfinished", input: "level", cell: "[1..", code: "unparsable", says: "incomplete" },
  { name: "a text for a number", input: "level", cell: '"high"', code: "type-mismatch", says: "> 3 or [1..5]" },
  { name: "a number for a text", input: "source", cell: "12345", code: "type-mismatch", says: "in double quotes" },
  { name: "a range for a code", input: "category", cell: "> 1", code: "type-mismatch", says: "category codes" },
  { name: "a number for free text", input: "about", cell: "1", code: "type-mismatch", says: "contains(?" },
  { name: "a text for a boolean", input: "urgent", cell: '"true"', code: "type-mismatch", says: "true or false" },
  { name: "a text for a date", input: "day", cell: '"2026-01-01"', code: "type-mismatch", says: '@"2026-11-23"' },
  { name: "a date that does not exist", input: "day", cell: '@"2026-02-30"', code: "unsupported", says: "no usable date" },
  { name: "an unknown category", input: "category", cell: 'not("01", "77")', code: "unknown-category", says: "“77”" },
  { name: "an unknown unit", input: "place", cell: '"01", "77"', code: "unknown-unit", says: "“77”" },
  { name: "a value that is not allowed", input: "source", cell: '"web"', code: "value-not-allowed", says: '"12345", "grid"' },
  { name: "a for loop", input: "level", cell: "for i in [1] return i", code: "unsupported", says: "for loops" },
  { name: "some … satisfies", input: "level", cell: "some i in [1] satisfies i > 0", code: "unsupported", says: "some and every" },
  { name: "a function definition", input: "level", cell: "function(x) x", code: "unsupported", says: "function definitions" },
  { name: "an unknown function", input: "about", cell: 'matches(?, "a+")', code: "unknown-function", says: "matches" },
  { name: "an unknown name", input: "level", cell: "> limit", code: "unknown-name", says: "limit" },
  { name: "a text without its quotes", input: "source", cell: "grid", code: "unknown-name", says: "double quotes" },
  { name: "the trap of in and and", input: "level", cell: "? in [1, 2] and urgent", code: "in-and", says: "(x in [1, 2]) and y" },
  { name: "a keyword in a number", input: "level", cell: 'contains(?, "x")', code: "type-mismatch", says: "> 3 or [1..5]" },
  {
    name: "keywords among them",
    input: "level",
    cell: '? > 1 and not(contains(?, "x"))',
    code: "type-mismatch",
    says: "where a text is needed",
  },
  { name: "a keyword in a date", input: "day", cell: 'contains(?, "2026")', code: "type-mismatch", says: "“?” is a date" },
  {
    name: "a keyword looked for in another number",
    input: "about",
    cell: 'contains(level, "x")',
    code: "type-mismatch",
    says: "“level” is a number",
  },
  {
    name: "a text alone among keywords",
    input: "about",
    cell: 'contains(?, "a") or "b"',
    code: "type-mismatch",
    says: "true or false is needed",
  },
  { name: "a calculation for a test", input: "level", cell: "? + 1", code: "type-mismatch", says: "true or false is needed" },
  { name: "a sum of a number and a text", input: "level", cell: '> level + "1"', code: "type-mismatch", says: "a text is needed" },
  { name: "another input of another type", input: "level", cell: "source", code: "type-mismatch", says: "“source” is a text" },
  { name: "a text among the numbers after in", input: "level", cell: '? in (1, "2")', code: "type-mismatch", says: "a number is needed" },
  {
    name: "a text as the bound of a range",
    input: "day",
    cell: '[@"2026-01-01".."2026-02-01"]',
    code: "type-mismatch",
    says: "a date is needed",
  },
  { name: "an unknown category compared with ?", input: "category", cell: '"01", ? = "77"', code: "unknown-category", says: "“77”" },
  {
    name: "an unknown unit compared in another column",
    input: "level",
    cell: '? > 1 and place = "77"',
    code: "unknown-unit",
    says: "“77”",
  },
  { name: "a value not allowed beside others", input: "source", cell: '? in ("grid", "web")', code: "value-not-allowed", says: "web" },
  { name: "a range that ends before it begins", input: "level", cell: "> 9, [5..1]", code: "empty-range", says: "before it begins" },
  { name: "a range that leaves out both of its equal ends", input: "level", cell: "(3..3)", code: "empty-range", says: "3 for one value" },
  {
    name: "a range between a day and the next",
    input: "day",
    cell: '(@"2026-01-01"..@"2026-01-02")',
    code: "empty-range",
    says: "no value",
  },
  { name: "such a range after in", input: "level", cell: "? in [2 + 3..1]", code: "empty-range", says: "[2 + 3..1]" },
  {
    name: "such a range of days after in",
    input: "day",
    cell: '? in (@"2026-01-01"..@"2026-01-02")',
    code: "empty-range",
    says: "no value",
  },
  { name: "between the greater and the less", input: "level", cell: "? between 5 and 1", code: "empty-range", says: "5 and 1" },
  { name: "a text that is too long", input: "about", cell: `contains(?, "${"a".repeat(2_000)}")`, code: "too-long", says: "2000" },
];

for (const { name, input, cell, code, says } of faults) {
  test(`a condition with ${name} is an error at its cell`, () => {
    const column = sound.inputs.findIndex((each) => each.name === input);
    assertFinds(withCondition(column, cell), code, `/rows/1/when/${column}`, says);
  });
}

test("conditions that are run are taken where every kind fits", () => {
  for (const [input, cell] of [
    ["level", "? > 1 and urgent"],
    ["level", "? in (1, 2, > level + 1) or source = null"],
    ["level", "if urgent then ? > 1 else ? * 2 in [1..string length(about)]"],
    ["level", "[1, 2]"],
    ["level", 'contains(about, "x")'],
    ["level", "max(?, level, number(source)) > sum([1, 2])"],
    ["about", 'contains(lower case(?), "x") and ? != source'],
    ["about", '"a", not(starts with(?, "b")) and string(level) + "1" = ?'],
    ["category", '"01", ? = "02"'],
    ["category", 'starts with(?, "0") and not(? in ("01", "02"))'],
    ["day", '? > date("2026-01-01") and (? < date(source) or ? = @"2026-02-01")'],
    ["urgent", "? or level > 3"],
    ["source", '< "x"'],
  ] as const) {
    const column = sound.inputs.findIndex((each) => each.name === input);
    assert.equal(checkTable(withCondition(column, cell), trees), [], cell);
  }
});

test("a table with conditions at fault still compiles", () => {
  for (const { input, cell } of faults)
    compileTable(
      withCondition(
        sound.inputs.findIndex((each) => each.name === input),
        cell,
      ),
      trees,
    );
});

function withCondition(column: number, cell: string): RuleTable {
  return { ...sound, rows: sound.rows.map((row, i) => (i === 1 ? { ...row, when: row.when.with(column, cell) } : row)) };
}

test.run();
