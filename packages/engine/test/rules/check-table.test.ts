import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkTable } from "../../src/rules/check-table.ts";
import { compileTable } from "../../src/rules/compile.ts";
import { type RuleTable, ruleTableSchema } from "../../src/rules/table.ts";
import { assertFinds, label, small, sound, trees } from "./sample-table.ts";

const row = { id: "r0", when: ["-"], then: ["1"] };

test("a sound table has no findings, passes its schema and compiles", () => {
  for (const table of [sound, small]) {
    assert.equal(checkTable(table, trees), []);
    assert.ok(ruleTableSchema.safeParse(table).success);
    compileTable(table, trees);
  }
});

test("the schema refuses unknown keys, policies and labels that miss a language", () => {
  for (const change of [{ extra: 1 }, { hitPolicy: "best" }, { label: { en: "x" } }, { inputs: [] }, { rows: [{ ...row, more: 1 }] }])
    assert.not.ok(ruleTableSchema.safeParse({ ...small, ...change }).success, JSON.stringify(change));
});

const input = { name: "n", label, type: "number" } as const;
const output = { name: "score", label, type: "number" } as const;

const faults: readonly { readonly name: string; readonly change: Partial<RuleTable>; readonly code: string; readonly place: string }[] = [
  { name: "too few conditions", change: { rows: [{ ...row, when: [] }] }, code: "cell-count", place: "/rows/0/when" },
  { name: "too many answers", change: { rows: [{ ...row, then: ["1", "2"] }] }, code: "cell-count", place: "/rows/0/then" },
  { name: "a row id taken twice", change: { rows: [row, row] }, code: "duplicate-row", place: "/rows/1/id" },
  { name: "an input name taken twice", change: { inputs: [input, input] }, code: "duplicate-name", place: "/inputs/1/name" },
  { name: "an output name taken twice", change: { outputs: [output, output] }, code: "duplicate-name", place: "/outputs/1/name" },
  {
    name: "an input named like a FEEL function",
    change: { inputs: [{ ...input, name: "count" }] },
    code: "reserved-name",
    place: "/inputs/0/name",
  },
  {
    name: "texts as the values of a number",
    change: { inputs: [{ ...input, values: ["1"] }] },
    code: "values-type",
    place: "/inputs/0/values",
  },
  {
    name: "an unknown category among the values",
    change: { outputs: [{ ...output, type: "category", values: ["01", "77"] }] },
    code: "unknown-category",
    place: "/outputs/0/values/1",
  },
  {
    name: "an input named like what every object inherits",
    change: { inputs: [{ ...input, name: "__proto__" }] },
    code: "reserved-name",
    place: "/inputs/0/name",
  },
  { name: "priority without values to rank by", change: { hitPolicy: "priority" }, code: "no-precedence", place: "/hitPolicy" },
  { name: "output order without values to rank by", change: { hitPolicy: "output-order" }, code: "no-precedence", place: "/hitPolicy" },
  { name: "an aggregator without collect", change: { aggregator: "sum" }, code: "aggregator-misplaced", place: "/aggregator" },
  {
    name: "an aggregator over several outputs",
    change: { hitPolicy: "collect", aggregator: "count", outputs: [output, { ...output, name: "more" }] },
    code: "aggregator-misplaced",
    place: "/aggregator",
  },
  {
    name: "a sum of texts",
    change: { hitPolicy: "collect", aggregator: "sum", outputs: [{ ...output, type: "string" }] },
    code: "aggregator-misplaced",
    place: "/aggregator",
  },
  {
    name: "a default beside a count",
    change: { hitPolicy: "collect", aggregator: "count", outputs: [{ ...output, default: "1" }] },
    code: "default-misplaced",
    place: "/outputs/0/default",
  },
  { name: "too many rows", change: { rows: Array.from({ length: 20_001 }, () => row) }, code: "too-many", place: "/rows" },
  { name: "too many inputs", change: { inputs: Array.from({ length: 51 }, () => input) }, code: "too-many", place: "/inputs" },
];

for (const { name, change, code, place } of faults) test(`${name} is an error`, () => assertFinds({ ...small, ...change }, code, place));

test("defaults that would never be used, since another output has none, are a warning", () => {
  const outputs = [{ ...output, default: "1" }];
  const found = (change: Partial<RuleTable>): readonly string[] =>
    checkTable({ ...small, outputs, ...change }, trees).map(({ severity, code }) => `${severity} ${code}`);
  for (const hitPolicy of ["rule-order", "collect"] as const) assert.equal(found({ hitPolicy }), []);
  assert.equal(found({ outputs: [...outputs, { ...output, name: "more" }], rows: [] }), ["warning default-unused", "warning no-rows"]);
  assert.equal(found({ outputs: [...outputs, { ...output, name: "more", default: "null" }], rows: [] }), ["warning no-rows"]);
  assert.equal(found({}), []);
});

test("a table without rows is a warning", () => {
  const [finding, ...more] = checkTable({ ...small, rows: [] }, trees);
  assert.equal([finding?.severity, finding?.code, finding?.place], ["warning", "no-rows", "/rows"]);
  assert.equal(more, []);
});

test.run();
