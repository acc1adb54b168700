import { test } from "uvu";
import * as assert from "uvu/assert";
import type { FieldType } from "../../src/definitions/form.ts";
import { inputTypes } from "../../src/definitions/readable.ts";
import { compileTable } from "../../src/rules/compile.ts";
import { evaluateTable } from "../../src/rules/evaluate.ts";
import { label, small, trees } from "../rules/sample-table.ts";

/** A value of each type, as a ticket holds it. */
const values: Readonly<Record<FieldType, unknown>> = {
  text: "井盖缺失",
  string: "x",
  choice: "x",
  number: 2.5,
  tier: 3,
  instant: 1_800_000_000_000,
  boolean: false,
  category: "01",
  unit: "01",
  units: ["01"],
  person: "ann",
  standard: "S1",
  ticket: "0198",
  calls: [{ unit: "01", role: "lead" }],
  partner: "city",
  legs: ["1.01"],
};

for (const [type, value] of Object.entries(values)) {
  test(`an input of any type that takes ${type} is asked with such a value`, () => {
    for (const each of inputTypes[type as FieldType]) {
      const table = { ...small, inputs: [{ name: "n", label, type: each }] };
      assert.ok(evaluateTable(compileTable(table, trees), { n: value }).ok, each);
    }
  });
}

test.run();
