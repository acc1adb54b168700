import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { compileTable } from "../../src/rules/compile.ts";
import { evaluateTable } from "../../src/rules/evaluate.ts";
import { explainTable } from "../../src/rules/explain.ts";
import { tree } from "./arbitrary-cell.ts";
import { inputsFor, tablesWith } from "./arbitrary-table.ts";

const trees = { categories: tree, units: tree };

test("an explanation decides as the evaluation does, and a row is a hit only if no column rules it out", () => {
  const cases = tablesWith("rule-order").chain((each) => fc.tuple(fc.constant(each), inputsFor(each.table)));
  fc.assert(
    fc.property(cases, ([{ table, cells }, inputs]) => {
      const compiled = compileTable(table, trees);
      const { result, rows } = explainTable(compiled, inputs);
      assert.equal(result, evaluateTable(compiled, inputs));
      assert.equal(
        rows.flatMap((row, i) => (row.hit ? [i] : [])),
        result.rows,
      );
      for (const [i, row] of rows.entries()) {
        assert.is(row.id, table.rows[i]?.id);
        const excluding = table.inputs.findIndex(({ name }, input) => !cells[i]?.[input]?.takes(inputs[name] ?? null));
        if (row.hit) assert.is(excluding, -1);
        else assert.equal([row.excludedBy, row.cell], [table.inputs[excluding]?.name, table.rows[i]?.when[excluding]]);
      }
    }),
    { numRuns: 150 },
  );
});

test("where an input is refused, nothing is said of the rows", () => {
  const label = { "zh-CN": "表", en: "table" };
  const inputs = [{ name: "n", label, type: "number" }] as const;
  const outputs = [{ name: "m", label, type: "number" }] as const;
  const table = {
    id: "t",
    label,
    purpose: "other",
    hitPolicy: "first",
    inputs,
    outputs,
    rows: [{ id: "r", when: ["-"], then: ["1"] }],
  } as const;
  const { result, rows } = explainTable(compileTable(table, trees), { n: "x" });
  assert.is(result.ok || result.code, "bad-input");
  assert.equal(rows, []);
});

test.run();
