import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { compileTable } from "../../src/rules/compile.ts";
import { evaluateTable } from "../../src/rules/evaluate.ts";
import { explainTable } from "../../src/rules/explain.ts";
import { inputsFor, tablesWith } from "./arbitrary-table.ts";
import { label, sound, trees } from "./sample-table.ts";

const policies = ["unique", "any", "first", "priority", "rule-order", "output-order", "collect"] as const;

for (const policy of policies) {
  test(`under ${policy} the rows said to be hit are those of the evaluation, and a row matches only if no column rules it out`, () => {
    const cases = tablesWith(policy).chain((each) => fc.tuple(fc.constant(each), inputsFor(each.table)));
    fc.assert(
      fc.property(cases, ([{ table, cells }, inputs]) => {
        const compiled = compileTable(table, trees);
        const { result, rows } = explainTable(compiled, inputs);
        assert.equal(result, evaluateTable(compiled, inputs));
        const hit = rows.flatMap((row, i) => (row.hit ? [i] : []));
        assert.equal(hit, result.ok ? result.rows.toSorted((a, b) => a - b) : []);
        for (const [i, row] of rows.entries()) {
          assert.is(row.id, table.rows[i]?.id);
          const excluding = table.inputs.findIndex(({ name }, input) => !cells[i]?.[input]?.takes(inputs[name] ?? null));
          assert.is(row.matched, excluding === -1);
          if (!row.matched) assert.equal([row.excludedBy, row.cell], [table.inputs[excluding]?.name, table.rows[i]?.when[excluding]]);
          if (row.matched && !row.hit) assert.is(row.because, result.ok ? passedOverUnder[policy] : result.code);
        }
      }),
      { numRuns: 60 },
    );
  });
}

/** Under the other policies every row that matches is hit, where there is an answer at all. */
const passedOverUnder: Readonly<Partial<Record<(typeof policies)[number], string>>> = { first: "earlier-row", priority: "higher-priority" };

for (const { policy, cells, because, says } of [
  { policy: "first", cells: ['"low"', '"high"'], because: "earlier-row", says: "row “r0” stands earlier" },
  { policy: "priority", cells: ['"high"', '"low"'], because: "higher-priority", says: "row “r0” has an output of higher priority" },
  { policy: "unique", cells: ['"low"', '"low"'], because: "not-unique", says: "several rows match: r0, r1" },
  { policy: "any", cells: ['"low"', '"high"'], because: "conflict", says: "answer differently: r0, r1" },
  { policy: "collect", cells: ["string(1 / n)", '"low"'], because: "failed", says: "Row “r0” computed an unusable output" },
] as const) {
  test(`under ${policy} a row that matches and is not hit says that it is because of: ${because}`, () => {
    const table = {
      ...sound,
      hitPolicy: policy,
      inputs: [{ name: "n", label, type: "number" }],
      outputs: [{ name: "level", label, type: "string", values: ["high", "low"] }],
      rows: cells.map((cell, i) => ({ id: `r${i}`, when: ["0"], then: [cell] })),
    } as const;
    const { result, rows } = explainTable(compileTable(table, trees), { n: 0 });
    const last = rows.at(-1);
    if (!last?.matched || last.hit) return assert.unreachable();
    assert.is(last.because, because);
    assert.match(last.reason.en, says);
    assert.match(last.reason["zh-CN"], /\p{Script=Han}/u);
    assert.is(rows[0]?.hit, result.ok);
  });
}

test("a code compared with is explained as it is decided: it alone is taken", () => {
  const table = {
    ...sound,
    hitPolicy: "rule-order",
    inputs: [{ name: "place", label, type: "unit" }],
    outputs: [{ name: "score", label, type: "number" }],
    rows: ['"01"', '? = "01"', '"02", ? = "01"'].map((cell, i) => ({ id: `r${i}`, when: [cell], then: ["1"] })),
  } as const;
  assert.equal(explainTable(compileTable(table, trees), { place: "0101" }).rows, [
    { id: "r0", matched: true, hit: true },
    { id: "r1", matched: false, hit: false, excludedBy: "place", cell: '? = "01"' },
    { id: "r2", matched: false, hit: false, excludedBy: "place", cell: '"02", ? = "01"' },
  ]);
});

test("where an input is refused, nothing is said of the rows", () => {
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
