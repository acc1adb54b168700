import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Finding } from "../../../src/model/finding.ts";
import { buildTree } from "../../../src/model/tree.ts";
import { emptyBitset, setBit } from "../../../src/rules/bitset.ts";
import { checkTable } from "../../../src/rules/check-table.ts";
import { compileTable } from "../../../src/rules/compile.ts";
import { evaluateTable } from "../../../src/rules/evaluate.ts";
import { explainTable } from "../../../src/rules/explain.ts";
import { findPoint } from "../../../src/rules/lint/find-point.ts";
import { lintTable } from "../../../src/rules/lint/lint-table.ts";
import { spaceOf } from "../../../src/rules/lint/space.ts";
import { ruleTableSchema, type RuleTable } from "../../../src/rules/table.ts";
import { trees } from "../sample-table.ts";
import { inputsFor, tablesWith } from "../arbitrary-table.ts";

const label = { "zh-CN": "表", en: "Table" };
const categories = buildTree([{ code: "01" }, { code: "0101", parent: "01" }, { code: "0102", parent: "01" }, { code: "02" }]).tree;
const small = { ...trees, categories };

interface Columns {
  readonly inputs: Readonly<Record<string, string | object>>;
  readonly rows: readonly (readonly string[])[];
  readonly hitPolicy?: string;
  readonly values?: readonly string[];
  readonly default?: string;
}

/** A table of the columns named, each row its conditions and then its answer. */
function tableOf({ inputs, rows, hitPolicy = "first", values, default: fallback }: Columns): RuleTable {
  return ruleTableSchema.parse({
    id: "t",
    label,
    purpose: "other",
    hitPolicy,
    inputs: Object.entries(inputs).map(([name, type]) => ({ name, label, ...(typeof type === "string" ? { type } : type) })),
    outputs: [{ name: "out", label, type: "string", ...(values && { values }), ...(fallback !== undefined && { default: fallback }) }],
    rows: rows.map((cells, i) => ({ id: `r${i + 1}`, when: cells.slice(0, -1), then: [JSON.stringify(cells.at(-1))] })),
  });
}

const linted = (table: RuleTable) => lintTable(compileTable(table, small));
const said = (columns: Columns) => linted(tableOf(columns)).map(({ code, rows = [] }) => [code, ...rows].join(" "));

test("a row that several others only together leave nothing is dead, and those others are named", () => {
  const inputs = { age: "number" };
  assert.equal(
    said({
      inputs,
      rows: [
        ["< 10", "a"],
        [">= 10", "b"],
        ["[5..15]", "c"],
        ["-", "d"],
      ],
    }),
    ["dead-row r3 r1 r2"],
  );
  assert.equal(
    said({
      inputs,
      rows: [
        ["< 10", "a"],
        ["> 10", "b"],
        ["[5..15]", "c"],
        ["-", "d"],
      ],
    }),
    [],
    "10 itself is left to it",
  );
});

test("codes below a code, lists and negations are reckoned with, across columns", () => {
  const inputs = { category: "category", urgent: "boolean" };
  const rows = (third: string) => [
    ['"01"', "true", "a"],
    ['not("01")', "-", "b"],
    ['"0101", "0102"', third, "c"],
    ['"0101"', "-", "d"],
    ["-", "-", "e"],
  ];
  assert.equal(said({ inputs, rows: rows("false, null") }), ["dead-row r4 r1 r3"]);
  assert.equal(said({ inputs, rows: rows("false") }), [], "what does not say whether it is urgent is left to it");
});

test("free text: a row is dead where each of its keywords holds one that an earlier row takes", () => {
  const inputs = { text: "text" };
  assert.equal(
    said({
      inputs,
      rows: [
        ['contains(?, "井盖")', "a"],
        ['contains(?, "井盖破损") or contains(?, "井盖缺失")', "b"],
        ["-", "c"],
      ],
    }),
    ["dead-row r2 r1"],
  );
  assert.equal(
    said({
      inputs,
      rows: [
        ['contains(?, "井盖")', "a"],
        ['contains(?, "盖")', "b"],
        ["-", "c"],
      ],
    }),
    [],
  );
});

test("what no row takes is shown by inputs that the table has no answer for", () => {
  const table = tableOf({
    inputs: { category: "category", tier: { type: "number", values: [1, 2, 3] } },
    rows: [
      ['"01"', "-", "a"],
      ["-", "1, 2", "b"],
    ],
  });
  const [gap] = linted(table);
  assert.is(gap?.code, "gap");
  assert.equal(gap?.witnesses, [{ category: "02", tier: 3 }]);
  assert.not.match(gap?.message.en ?? "", /02/, "what the witness says is not said twice");
  assert.equal(
    said({
      inputs: { a: "number" },
      rows: [
        ["< 0", "x"],
        [">= 0", "y"],
      ],
    }),
    ["gap-where-missing"],
  );
  const holes = tableOf({
    inputs: { left: "boolean", right: "boolean" },
    rows: [
      ["true", "true", "a"],
      ["false", "false", "b"],
    ],
  });
  assert.equal(
    linted(holes).map(({ code, witnesses }) => [code, ...(witnesses ?? [])]),
    [["gap", { left: true, right: false }, { left: false, right: true }]],
    "several in one finding",
  );
  assert.equal(
    said({
      inputs: { a: "number" },
      rows: [
        ["< 0", "x"],
        ["-", "y"],
      ],
    }),
    [],
  );
  assert.equal(said({ inputs: { a: "number" }, rows: [["< 0", "x"]], default: '"y"' }), []);
});

test("between two days that follow one another there is no gap", () => {
  const rows = [
    ['<= date("2026-01-01")', "a"],
    ['>= date("2026-01-02")', "b"],
    ["null", "c"],
  ];
  assert.equal(said({ inputs: { day: "date" }, rows }), []);
});

test("rows that may not match together and do are an error, and their witness shows it", () => {
  const columns = {
    inputs: { a: "number", b: "number" },
    rows: [
      ["< 10", "-", "x"],
      ["-", "> 5", "y"],
      ["> 20", "< 0", "x"],
      ["-", "-", "x"],
    ],
  };
  assert.equal(
    said({ ...columns, rows: columns.rows.slice(0, 3), hitPolicy: "unique" }).filter((each) => each.startsWith("conf")),
    ["conflicting-rows r1 r2"],
  );
  assert.equal(
    said({ ...columns, hitPolicy: "any" }).filter((each) => each.startsWith("conf")),
    ["conflicting-rows r1 r2", "conflicting-rows r2 r4"],
  );
});

test("rows that could be one are told, unless one between them has its say", () => {
  const inputs = { category: "category", tier: "number" };
  assert.equal(
    said({
      inputs,
      rows: [
        ['"0101"', "1", "a"],
        ['"0102"', "1", "a"],
        ["-", "-", "b"],
      ],
    }),
    ["mergeable-rows r1 r2"],
  );
  assert.equal(
    said({
      inputs,
      rows: [
        ['"0101"', "1", "a"],
        ["-", "< 5", "c"],
        ['"0102"', "6", "a"],
        ['"0102"', "1, 6", "a"],
        ["-", "-", "b"],
      ],
    }),
    ["dead-row r4 r2 r3"],
  );
  assert.equal(
    said({
      inputs,
      rows: [
        ['"0101"', "[1..5]", "a"],
        ["-", "3", "c"],
        ['"0102"', "[1..5]", "a"],
        ["-", "-", "b"],
      ],
    }),
    [],
    "moved up, r3 would take 3 from r2",
  );
  assert.equal(
    said({
      inputs,
      rows: [
        ['"01"', "1", "a"],
        ["-", "1", "a"],
        ["-", "-", "b"],
      ],
    }),
    ["mergeable-rows r1 r2"],
    "also where the one takes most of the other",
  );
  assert.equal(
    said({
      inputs,
      rows: [
        ['"0101"', "1", "a"],
        ['"01"', "3", "d"],
        ["-", "3", "c"],
        ['"01"', "[1..3]", "a"],
        ['"02"', "[1..3]", "a"],
        ["-", "-", "b"],
      ],
    }),
    ["mergeable-rows r4 r5"],
    "with the nearer where it cannot move up to the first",
  );
  assert.equal(
    said({
      inputs,
      rows: [
        ['"01"', "3", "a"],
        ["-", "3", "a"],
        ['"0101"', "1", "a"],
        ["-", "[1..3]", "c"],
        ['"0101"', "3, 4", "a"],
        ["-", "-", "b"],
      ],
    }).filter((each) => each.includes("r5")),
    ["mergeable-rows r3 r5"],
    "what r4 would lose to it, others have taken before",
  );
});

test("of rows with outputs of one priority the earlier leaves nothing to the later", () => {
  const rows = [
    ["[1..5]", "high"],
    ["[2..4]", "high"],
    ["-", "low"],
  ];
  assert.equal(said({ inputs: { age: "number" }, hitPolicy: "priority", values: ["high", "low"], rows }), ["dead-row r2 r1"]);
});

test("values that nothing answers are told", () => {
  assert.equal(
    said({
      inputs: { a: "number" },
      values: ["x", "y", "z"],
      rows: [
        ["-", "x"],
        ["-", "y"],
      ],
    }),
    ["dead-row r2 r1", "unanswered-value"],
  );
});

test("where the budget ends, the lint says what it did not decide", () => {
  const table = tableOf({
    inputs: { a: "number" },
    rows: [
      ["< 10", "a"],
      [">= 10", "b"],
      ["[5..15]", "c"],
      ["-", "d"],
    ],
  });
  const cut = lintTable(compileTable(table, small), { left: 3 });
  assert.ok(cut.some(({ code }) => code === "unfinished"));
  assert.ok(cut.every(({ code }) => code !== "dead-row"));
});

test("wherever the budget ends, nothing is said that is not so, and nothing is left out without a word", () => {
  const table = tableOf({
    inputs: { a: "number", b: "category" },
    rows: [
      ["< 10", "-", "a"],
      [">= 10", '"01"', "b"],
      ["[5..15]", '"0101"', "c"],
      ["> 3", '"02"', "a"],
      ["> 4", '"02"', "a"],
      ["12", '"02"', "a"],
    ],
  });
  const keysOf = (left: number) =>
    lintTable(compileTable(table, small), { left })
      .filter(({ code }) => code !== "gap")
      .map(({ code, rows: [row = "", ...others] = [] }) => `${code} ${row} ${others.join(" ")}`.trim());
  const all = keysOf(1_000_000);
  assert.ok(all.some((each) => each.startsWith("dead-row")) && all.every((each) => each !== "unfinished"), all.join());
  for (let left = 0; left < 500; left += 1) {
    const told = keysOf(left);
    const untrue = told.filter((each) => each !== "unfinished" && !all.includes(each));
    assert.equal(untrue, [], `with ${left} steps`);
    if (!told.includes("unfinished")) assert.equal(told, all, `with ${left} steps`);
  }
});

/** What a finding claims, asked of the evaluator. */
function confirm(table: RuleTable, { code, rows = [], witnesses = [] }: Finding): void {
  const compiled = compileTable(table, trees);
  for (const inputs of witnesses) {
    const result = evaluateTable(compiled, inputs);
    const hit = result.ok ? result.rows.map((row) => table.rows[row]?.id) : [];
    if (code === "dead-row") {
      const about = explainTable(compiled, inputs).rows.find(({ id }) => id === rows[0]);
      assert.ok(about?.matched && !hit.includes(rows[0]), `${code} ${JSON.stringify(inputs)}`);
    }
    if (code.startsWith("gap")) assert.ok(result.ok ? result.rows.length === 0 : result.code === "no-match");
    if (code === "conflicting-rows") assert.ok(!result.ok && rows.every((id) => result.rows.some((row) => table.rows[row]?.id === id)));
    if (code === "mergeable-rows") assert.ok(hit.some((id) => rows.includes(id ?? "")));
  }
  if (!["unfinished", "unanswered-value", "never-matches", "dead-row"].includes(code)) assert.ok(witnesses.length > 0, code);
}

for (const hitPolicy of ["first", "priority", "unique", "any", "collect"] as const) {
  test(`under ${hitPolicy}, every finding is confirmed by the evaluator, and no inputs speak against it`, () => {
    fc.assert(
      fc.property(
        tablesWith(hitPolicy).chain(({ table }) =>
          fc.record({ table: fc.constant(table), asked: fc.array(inputsFor(table), { minLength: 30, maxLength: 60 }) }),
        ),
        ({ table, asked }) => {
          const findings = lintTable(compileTable(table, trees));
          // Of a table without rows its check says so.
          if (table.rows.length === 0) return;
          if (checkTable(table, trees).some(({ severity }) => severity === "error")) return;
          for (const finding of findings) if (finding.witnesses) confirm(table, finding);
          const compiled = compileTable(table, trees);
          const has = (code: string): boolean => findings.some((each) => each.code.startsWith(code));
          const dead = new Set(
            findings.flatMap(({ code, rows = [] }) => (code === "dead-row" || code === "never-matches" ? rows.slice(0, 1) : [])),
          );
          const open = compiled.openRows.some((word) => word !== 0);
          // A code that is in no tree can stand on no ticket.
          const known = asked.filter((inputs) => Object.values(inputs).every((value) => value !== "99"));
          for (const inputs of known) {
            const result = evaluateTable(compiled, inputs);
            if (result.ok)
              assert.ok(!result.rows.some((row) => dead.has(table.rows[row]?.id ?? "")), `dead and hit: ${JSON.stringify(inputs)}`);
            if (!open && !result.ok && result.code === "no-match") assert.ok(has("gap"), `a gap not told: ${JSON.stringify(inputs)}`);
            if (!open && !result.ok && (result.code === "not-unique" || result.code === "conflict"))
              assert.ok(has("conflicting-rows"), `a conflict not told: ${JSON.stringify(inputs)}`);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
}

test("a row that is not called dead is hit by the inputs that were found for it", () => {
  fc.assert(
    fc.property(tablesWith("first"), ({ table }) => {
      const compiled = compileTable(table, trees);
      if (compiled.openRows.some((word) => word !== 0)) return;
      const space = spaceOf(compiled);
      for (const row of table.rows.keys()) {
        const never = emptyBitset(table.rows.length);
        for (let other = 0; other < row; other += 1) setBit(never, other);
        const found = findPoint(space, { must: [row], never, missing: true }, { left: 1_000_000 });
        assert.is.not(found.type, "unknown");
        if (found.type !== "point") continue;
        const result = evaluateTable(compiled, found.inputs);
        assert.equal(result.ok && result.rows, [row], JSON.stringify([table.rows.map(({ when }) => when), found.inputs]));
      }
    }),
    { numRuns: 300 },
  );
});

test.run();
