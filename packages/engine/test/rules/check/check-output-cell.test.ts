import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkTable } from "../../../src/rules/check-table.ts";
import type { RuleTable } from "../../../src/rules/table.ts";
import { assertFinds, label, small, sound, trees } from "../sample-table.ts";

for (const { name, output, cell, code, says } of [
  { name: "an unknown unit", output: 0, cell: '"77"', code: "unknown-unit", says: "“77”" },
  { name: "an unknown unit in a list", output: 1, cell: '["01", "77"]', code: "unknown-unit", says: "“77”" },
  { name: "one unit where a list is wanted", output: 1, cell: '"01"', code: "type-mismatch", says: '["U1", "U2"]' },
  { name: "a text for a number", output: 2, cell: '"1"', code: "type-mismatch", says: "such as 3" },
  { name: "a value that is not allowed", output: 2, cell: "7", code: "value-not-allowed", says: "0, 1, 2" },
  { name: "nothing at all", output: 2, cell: " ", code: "blank-output", says: "Write the text null" },
  { name: "broken FEEL", output: 2, cell: "1 +", code: "unparsable", says: "incomplete" },
  { name: "an unknown name", output: 2, cell: "limit", code: "unknown-name", says: "limit" },
  { name: "a division by zero", output: 2, cell: "1 / 0", code: "no-value", says: "divides by zero" },
  { name: "a text calculated with", output: 2, cell: 'level * "2"', code: "type-mismatch", says: "a number is needed" },
  { name: "a text computed for a number", output: 2, cell: "string(level)", code: "type-mismatch", says: "a number is needed" },
  {
    name: "a number computed for a unit",
    output: 0,
    cell: "if urgent then null else level",
    code: "type-mismatch",
    says: "a text is needed",
  },
  { name: "an unknown unit in a branch", output: 0, cell: 'if urgent then "01" else "77"', code: "unknown-unit", says: "“77”" },
  {
    name: "a condition that is none",
    output: 0,
    cell: 'if level then "01" else "02"',
    code: "type-mismatch",
    says: "true or false is needed",
  },
  { name: "a function definition", output: 2, cell: "function(x) x", code: "unsupported", says: "function definitions" },
]) {
  test(`an answer with ${name} is an error at its cell`, () => {
    const rows = sound.rows.map((row, i) => (i === 1 ? { ...row, then: row.then.with(output, cell) } : row));
    assertFinds({ ...sound, rows }, code, `/rows/1/then/${output}`, says);
  });
}

test("computed answers are taken where every kind fits", () => {
  for (const [output, cell] of [
    [0, "place"],
    [0, 'if level > 3 then place else if urgent then ("01") else null'],
    [1, "if urgent then [place] else []"],
    [2, "if level = null then null else floor(level / 2) + count(source)"],
    [2, "-(level)"],
  ] as const) {
    const rows = sound.rows.map((row, i) => (i === 1 ? { ...row, then: row.then.with(output, cell) } : row));
    assert.equal(checkTable({ ...sound, rows }, trees), [], cell);
  }
});

test("a default is checked as an answer is, and reads no input", () => {
  const withDefault = (text: string): RuleTable => ({ ...small, outputs: [{ name: "score", label, type: "number", default: text }] });
  assertFinds(withDefault('"x"'), "type-mismatch", "/outputs/0/default");
  assertFinds(withDefault("n"), "unknown-name", "/outputs/0/default");
});

test.run();
