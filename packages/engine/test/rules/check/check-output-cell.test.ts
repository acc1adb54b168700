import { test } from "uvu";
import type { RuleTable } from "../../../src/rules/table.ts";
import { assertFinds, label, small, sound } from "../sample-table.ts";

for (const { name, output, cell, code, says } of [
  { name: "an unknown unit", output: 0, cell: '"77"', code: "unknown-unit", says: "“77”" },
  { name: "an unknown unit in a list", output: 1, cell: '["01", "77"]', code: "unknown-unit", says: "“77”" },
  { name: "one unit where a list is wanted", output: 1, cell: '"01"', code: "type-mismatch", says: '["U1", "U2"]' },
  { name: "a text for a number", output: 2, cell: '"1"', code: "type-mismatch", says: "such as 3" },
  { name: "a value that is not allowed", output: 2, cell: "7", code: "value-not-allowed", says: "0, 1, 2" },
  { name: "nothing at all", output: 2, cell: " ", code: "blank-output", says: "Write null" },
  { name: "broken FEEL", output: 2, cell: "1 +", code: "unparsable", says: "incomplete" },
  { name: "an unknown name", output: 2, cell: "limit", code: "unknown-name", says: "limit" },
  { name: "a function definition", output: 2, cell: "function(x) x", code: "unsupported", says: "function definitions" },
]) {
  test(`an answer with ${name} is an error at its cell`, () => {
    const rows = sound.rows.map((row, i) => (i === 1 ? { ...row, then: row.then.with(output, cell) } : row));
    assertFinds({ ...sound, rows }, code, `/rows/1/then/${output}`, says);
  });
}

test("a default is checked as an answer is, and reads no input", () => {
  const withDefault = (text: string): RuleTable => ({ ...small, outputs: [{ name: "score", label, type: "number", default: text }] });
  assertFinds(withDefault('"x"'), "type-mismatch", "/outputs/0/default");
  assertFinds(withDefault("n"), "unknown-name", "/outputs/0/default");
});

test.run();
