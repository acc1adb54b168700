import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { compileTable } from "../../src/rules/compile.ts";
import { evaluateTable } from "../../src/rules/evaluate.ts";
import { explainTable } from "../../src/rules/explain.ts";
import type { TableInputs } from "../../src/rules/matches.ts";
import type { TableResult } from "../../src/rules/result.ts";
import type { RuleTable } from "../../src/rules/table.ts";
import { tree } from "./arbitrary-cell.ts";
import { inputsFor, tablesWith } from "./arbitrary-table.ts";
import { referenceDecision } from "./reference.ts";

const trees = { categories: tree, units: tree };
const label = { "zh-CN": "表", en: "table" };
const policies = ["unique", "any", "first", "priority", "rule-order", "output-order", "collect"] as const;

for (const policy of policies) {
  test(`under the hit policy ${policy} a table decides as feelin does row by row`, () => {
    const cases = tablesWith(policy).chain((each) =>
      fc.tuple(fc.constant(each), fc.array(inputsFor(each.table), { minLength: 1, maxLength: 4 })),
    );
    fc.assert(
      fc.property(cases, ([each, asked]) => {
        const compiled = compileTable(each.table, trees);
        for (const inputs of asked)
          assert.equal(gist(evaluateTable(compiled, inputs)), { rows: [], ...Object(referenceDecision(each, inputs)) });
      }),
      { numRuns: 60 },
    );
  });
}

function gist(result: TableResult): unknown {
  return result.ok ? { rows: result.rows, outputs: result.outputs } : { rows: result.rows, code: result.code };
}

/** A table over one number `n`, whose rows answer the number `score`. */
function scores(change: Partial<RuleTable>, rows: readonly (readonly [when: string, then: string])[]): RuleTable {
  return {
    id: "scores",
    label,
    purpose: "other",
    hitPolicy: "collect",
    inputs: [{ name: "n", label, type: "number" }],
    outputs: [{ name: "score", label, type: "number" }],
    rows: rows.map(([when, then], i) => ({ id: `r${i}`, when: [when], then: [then] })),
    ...change,
  };
}

for (const { aggregator, some, none } of [
  { aggregator: "sum", some: 5, none: null },
  { aggregator: "min", some: -1, none: null },
  { aggregator: "max", some: 4, none: null },
  { aggregator: "count", some: 4, none: 0 },
] as const) {
  test(`collect with ${aggregator} aggregates the numbers of the rows that match, leaving null out`, () => {
    const compiled = compileTable(
      scores({ aggregator }, [
        ["> 0", "4"],
        ["> 0", "-1"],
        ["> 0", "n"],
        ["> 0", "null"],
        ["> 9", "7"],
      ]),
      trees,
    );
    assert.equal(evaluateTable(compiled, { n: 2 }), { ok: true, type: "total", rows: [0, 1, 2, 3], outputs: some });
    assert.equal(evaluateTable(compiled, { n: 0 }), { ok: true, type: "total", rows: [], outputs: none });
  });
}

test("an answer may be computed from the inputs, dates included", () => {
  const inputs = [
    { name: "n", label, type: "number" },
    { name: "day", label, type: "date" },
  ] as const;
  const table = scores(
    { hitPolicy: "first", inputs, rows: [{ id: "r", when: ["-", "-"], then: ['if day < @"2026-06-01" then n * 2 else n'] }] },
    [],
  );
  const compiled = compileTable(table, trees);
  assert.equal(evaluateTable(compiled, { n: 3, day: "2026-01-01" }), { ok: true, type: "one", rows: [0], outputs: { score: 6 } });
  assert.equal(evaluateTable(compiled, { n: 3, day: "2026-07-01" }), { ok: true, type: "one", rows: [0], outputs: { score: 3 } });
});

test("a computed answer of the wrong type fails and names row and output", () => {
  const result = evaluateTable(compileTable(scores({ hitPolicy: "first" }, [["-", "string(n)"]]), trees), { n: 1 });
  if (result.ok) return assert.unreachable();
  assert.is(result.code, "failed");
  assert.equal(result.rows, [0]);
  assert.match(result.detail.en, "Row “r0”");
  assert.match(result.detail.en, "“score”");
});

for (const { name, cell, inputs, says } of [
  { name: "divides by zero", cell: "n / 0", inputs: { n: 1 }, says: "divides by zero" },
  { name: "divides by a zero that is computed", cell: "1 / (n - n)", inputs: { n: 1 }, says: "divides by zero" },
  { name: "needs an input that is missing", cell: "n * 2", inputs: {}, says: "an input is missing" },
  { name: "is such an input itself", cell: "n", inputs: {}, says: "an input is missing" },
  { name: "is too large for a number", cell: "n * n", inputs: { n: 1e200 }, says: "too large" },
  { name: "has no value in the branch taken", cell: "if n > 0 then n / 0 else null", inputs: { n: 1 }, says: "divides by zero" },
  { name: "holds what has no value in a list", cell: '[if n = 0 then "01" else null]', inputs: { n: 1 }, says: "wrong type" },
  { name: "has no value whatever the inputs", cell: "1 / 0", inputs: { n: 1 }, says: "divides by zero" },
]) {
  test(`an answer that ${name} fails and says so, under every hit policy, never infinite and never silently null`, () => {
    for (const hitPolicy of policies) {
      const outputs = [{ name: "score", label, type: cell.startsWith("[") ? "units" : "number", values: undefined }] as const;
      const result = evaluateTable(compileTable(scores({ hitPolicy, outputs: [...outputs] }, [["-", cell]]), trees), inputs);
      if (result.ok) return assert.unreachable(`${hitPolicy}: ${JSON.stringify(result.outputs)}`);
      assert.equal([result.code, result.rows], ["failed", [0]]);
      assert.match(result.detail.en, "Row “r0”");
      assert.match(result.detail.en, says);
      assert.match(result.detail["zh-CN"], /\p{Script=Han}/u);
    }
  });
}

test("an answer may be null where it says so", () => {
  for (const cell of ["null", "(null)", "if n > 1 then n else null", "if n > 1 then n else if n = 0 then null else (null)"]) {
    const compiled = compileTable(scores({ hitPolicy: "first" }, [["-", cell]]), trees);
    assert.equal(evaluateTable(compiled, { n: 1 }), { ok: true, type: "one", rows: [0], outputs: { score: null } }, cell);
  }
});

test("whatever is computed from whatever numbers, JSON holds it as it is", () => {
  const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
  const cells = [
    "n + m",
    "n - m",
    "n * m",
    "n / m",
    "sum(n, m)",
    "max([n, m]) * 10",
    "number(string(n))",
    "-(n)",
    "if n > m then n / m else m",
  ];
  const inputs = (["n", "m"] as const).map((name) => ({ name, label, type: "number" }) as const);
  const tables = cells.flatMap((cell) => {
    const rows = ["a", "b"].map((id) => ({ id, when: ["-", "-"], then: [cell] }));
    return [scores({ inputs, rows }, []), scores({ inputs, rows, aggregator: "sum" }, [])].map((table) => compileTable(table, trees));
  });
  fc.assert(
    fc.property(numbers, numbers, (n, m) => {
      for (const compiled of tables) {
        const result = evaluateTable(compiled, { n, m });
        assert.equal(JSON.parse(JSON.stringify(result)), result);
        if (!result.ok) assert.is(result.code, "failed");
      }
    }),
    { numRuns: 300 },
  );
});

test("a total is as exact as the numbers in the cells, and fails where it is too large", () => {
  const sum = (...cells: readonly string[]): TableResult =>
    evaluateTable(
      compileTable(
        scores(
          { aggregator: "sum" },
          cells.map((cell) => ["-", cell]),
        ),
        trees,
      ),
      { n: 1e308 },
    );
  assert.equal(sum("0.1", "0.2", "1000000.1", "-1000000"), { ok: true, type: "total", rows: [0, 1, 2, 3], outputs: 0.4 });
  const result = sum("n", "n");
  assert.equal([result.ok || result.code, result.rows], ["failed", [0, 1]]);
});

test("an input of the wrong type, or outside its values, is refused by name", () => {
  const table = scores({ inputs: [{ name: "n", label, type: "number", values: [1, 2] }] }, [["-", "1"]]);
  const compiled = compileTable(table, trees);
  for (const n of ["1", true, {}, Number.NaN, 3]) {
    const result = evaluateTable(compiled, { n });
    assert.is(result.ok || result.code, "bad-input");
    assert.match(result.ok ? "" : result.detail.en, "“n”");
  }
  for (const inputs of [{ n: null }, {}, { n: 2 }]) assert.ok(evaluateTable(compiled, inputs).ok);
});

test("inputs that are none, or cannot be read or told, are refused, never thrown at", () => {
  const compiled = compileTable(scores({}, [["? > 1 and ? < 4", "1"]]), trees);
  const failing = () => {
    throw new Error("read");
  };
  const odd: readonly unknown[] = [
    null,
    undefined,
    7,
    "n",
    { n: Object.create(null) as unknown },
    { n: Symbol("n") },
    Object.defineProperty({}, "n", { get: failing }),
    new Proxy({}, { get: failing }),
  ];
  for (const [i, inputs] of odd.entries()) {
    const result = evaluateTable(compiled, inputs as TableInputs);
    assert.is(result.ok || result.code, "bad-input", String(i));
    assert.match(result.ok ? "" : result.detail["zh-CN"], /\p{Script=Han}/u);
    assert.equal(explainTable(compiled, inputs as TableInputs), { result, rows: [] });
  }
});

test("a row with a cell no index holds matches only where that cell holds too", () => {
  const compiled = compileTable(
    scores({ hitPolicy: "rule-order" }, [
      ["? > 1 and ? < 4", "1"],
      ["[1..9]", "2"],
      ["? + 1 = 3", "3"],
    ]),
    trees,
  );
  const rowsFor = (n: number): readonly number[] => evaluateTable(compiled, { n }).rows;
  assert.equal([rowsFor(1), rowsFor(2), rowsFor(3), rowsFor(5)], [[1], [0, 1, 2], [0, 1], [1]]);
});

test("a missing number is not outside a range (DMN 1.5, 10.3.2.10), yet it is not a number it is told apart from", () => {
  const cells = ["not([1..5])", "not(> 3)", "not(3, > 9)", "not(3)", "not(null, > 3)", "not(null)", "null", "null, > 3"];
  const compiled = compileTable(
    scores(
      { hitPolicy: "rule-order" },
      cells.map((cell) => [cell, "1"]),
    ),
    trees,
  );
  assert.equal(evaluateTable(compiled, { n: null }).rows, [3, 6, 7]);
  assert.equal(evaluateTable(compiled, { n: 7 }).rows, [0, 2, 3, 5, 7]);
});

test("a missing text reads as an empty one in every condition, under ? and by its name, save where null is asked for", () => {
  const inputs = [
    { name: "d", label, type: "text" },
    { name: "n", label, type: "number" },
    { name: "s", label, type: "string" },
  ] as const;
  for (const [subject, named] of [
    ['not(contains(?, "x"))', 'not(contains(d, "x"))'],
    ['not(contains(?, "x")) and n = 1', 'not(contains(d, "x")) and n = 1'],
    ['contains(?, "x") or n = 1', 'contains(d, "x") or n = 1'],
    ["string length(?) = 0", "string length(d) = 0"],
    ['? = ""', 'd = ""'],
    ['? != ""', 'd != ""'],
    ['contains(?, "null") or string length(?) = 0', 'contains(d, "is defined") or string length(d) = 0'],
    ["? = null", "d = null"],
    ["? != null", "d != null"],
    ["is defined(?)", "is defined(d) and true"],
    ['if is defined(?) then contains(?, "x") else n = 1', 'if is defined(d) then contains(d, "x") else n = 1'],
  ] as const) {
    const rows = [
      { id: "subject", when: [subject, "-", "-"], then: ["1"] },
      { id: "named", when: [named, "-", "-"], then: ["1"] },
      { id: "elsewhere", when: ["-", `(${named}) and true`, "-"], then: ["1"] },
      { id: "on a text of codes", when: ["-", "-", `(${named}) or false`], then: ["1"] },
    ];
    const compiled = compileTable(scores({ hitPolicy: "rule-order", inputs, rows }, []), trees);
    const asks = subject.includes("null") || subject.includes("is defined");
    for (const d of ["", "x", "abc"]) assert.ok([0, 4].includes(evaluateTable(compiled, { d, n: 1 }).rows.length), `${named} ${d}`);
    const [missing, empty] = [evaluateTable(compiled, { n: 1 }).rows, evaluateTable(compiled, { d: "", n: 1 }).rows];
    assert.ok([0, 4].includes(missing.length), `${named}: ${missing.join()}`);
    if (!asks || subject.startsWith("contains")) assert.equal(missing, empty, named);
  }
});

test("what is computed from a missing text is not computed from an empty one: it fails, and says why", () => {
  const inputs = [{ name: "d", label, type: "text" }] as const;
  const outputs = [{ name: "o", label, type: "string" }] as const;
  const table = scores({ hitPolicy: "first", inputs, outputs, rows: [{ id: "r", when: ["-"], then: ["upper case(d)"] }] }, []);
  const result = evaluateTable(compileTable(table, trees), {});
  assert.is(result.ok || result.code, "failed");
});

test("a range that ends before it begins holds nothing, indexed or run (DMN 1.5, 10.3.2.7)", () => {
  const inputs = [
    { name: "n", label, type: "number" },
    { name: "m", label, type: "number" },
  ] as const;
  const rows = ["[5..1]", "(3..3)", "not([5..1])", "[5..1], 4", "[m..1]", "[1..m]", "not([m..1])"].map((cell, i) => ({
    id: `r${i}`,
    when: [cell, "-"],
    then: ["1"],
  }));
  const compiled = compileTable(scores({ hitPolicy: "rule-order", inputs, rows }, []), trees);
  assert.equal(evaluateTable(compiled, { n: 3, m: 5 }).rows, [2, 5, 6]);
  assert.equal(evaluateTable(compiled, { n: 4, m: 5 }).rows, [2, 3, 5, 6]);
});

test("a code alone in a cell takes what lies below it, beside other tests too, while one compared with is meant alone", () => {
  const cells = [
    '"01"',
    '"01", ? = "02"',
    '["01", "02"]',
    '("01")',
    'not("01", ? = "02")',
    "here",
    '? = "01"',
    '= "01"',
    '? in ("01")',
    '!= "01"',
  ];
  const inputs = (["place", "here"] as const).map((name) => ({ name, label, type: "unit" }) as const);
  const rows = cells.map((cell, i) => ({ id: `r${i}`, when: [cell, "-"], then: ["1"] }));
  const compiled = compileTable(scores({ hitPolicy: "rule-order", inputs, rows }, []), trees);
  const rowsFor = (place: string | null): readonly number[] => evaluateTable(compiled, { place, here: "01" }).rows;
  assert.equal(rowsFor("01"), [0, 1, 2, 3, 5, 6, 7, 8]);
  assert.equal(rowsFor("0101"), [0, 1, 2, 3, 5, 9]);
  assert.equal(rowsFor("02"), [1, 2, 9]);
  assert.equal(rowsFor("0201"), [2, 4, 9]);
  assert.equal(rowsFor(null), [4, 9]);
});

test("a table without rows matches nothing", () => {
  const result = evaluateTable(compileTable(scores({ hitPolicy: "first" }, []), trees), { n: 1 });
  assert.is(result.ok || result.code, "no-match");
});

test("where no row matches the defaults are the answer under every hit policy (DMN 1.5, 8.2.11 and 10.3.2.10)", () => {
  const decide = (change: Partial<RuleTable>, fallback: string | undefined = "7"): unknown => {
    const outputs = [{ name: "score", label, type: "number" as const, values: [7, 1], ...(fallback ? { default: fallback } : {}) }];
    const result = evaluateTable(compileTable(scores({ outputs, ...change }, [["> 0", "1"]]), trees), { n: 0 });
    return result.ok ? { type: result.type, outputs: result.outputs } : { code: result.code };
  };
  for (const hitPolicy of ["unique", "any", "first", "priority"] as const) {
    assert.equal(decide({ hitPolicy }), { type: "one", outputs: { score: 7 } });
    assert.equal(decide({ hitPolicy }, ""), { code: "no-match" });
  }
  // The default is one answer, and where a list is asked for it is the list of that one (10.3.2.9.4).
  for (const hitPolicy of ["collect", "rule-order", "output-order"] as const) {
    assert.equal(decide({ hitPolicy }), { type: "many", outputs: [{ score: 7 }] });
    assert.equal(decide({ hitPolicy }, ""), { type: "many", outputs: [] });
  }
  for (const aggregator of ["sum", "min", "max"] as const) {
    assert.equal(decide({ aggregator }), { type: "total", outputs: 7 });
    assert.equal(decide({ aggregator }, "null"), { type: "total", outputs: null });
    assert.equal(decide({ aggregator }, ""), { type: "total", outputs: null });
  }
  assert.equal(decide({ aggregator: "count" }, ""), { type: "total", outputs: 0 });
});

test("defaults count where every output has one; one that says null has one", () => {
  const decide = (more: string | undefined): unknown => {
    const second = { name: "more", label, type: "number" as const, ...(more !== undefined && { default: more }) };
    const outputs = [{ name: "score", label, type: "number" as const, default: "7" }, second];
    const result = evaluateTable(compileTable(scores({ hitPolicy: "first", outputs, rows: [] }, []), trees), { n: 0 });
    return result.ok ? result.outputs : result.code;
  };
  assert.is(decide(undefined), "no-match");
  assert.equal(decide("null"), { score: 7, more: null });
});

test("any compares whole answers, lists included", () => {
  const outputs = [
    { name: "units", label, type: "units" },
    { name: "n2", label, type: "number" },
  ] as const;
  const rows = (second: string): RuleTable["rows"] => [
    { id: "a", when: ["-"], then: ['["01", "02"]', "1"] },
    { id: "b", when: ["> 1"], then: [second, "1"] },
  ];
  const decide = (second: string): TableResult =>
    evaluateTable(compileTable(scores({ hitPolicy: "any", outputs, rows: rows(second) }, []), trees), { n: 2 });
  assert.equal(decide('["01","02"]'), { ok: true, type: "one", rows: [0, 1], outputs: { units: ["01", "02"], n2: 1 } });
  const conflict = decide('["02","01"]');
  assert.is(conflict.ok || conflict.code, "conflict");
  assert.match(conflict.ok ? "" : conflict.detail.en, "a, b");
});

test("priority ranks by the first output, then by the second", () => {
  const outputs = [
    { name: "level", label, type: "string", values: ["high", "low"] },
    { name: "kind", label, type: "string", values: ["x", "y"] },
  ] as const;
  const rows = [
    ["low", "x"],
    ["high", "y"],
    ["high", "x"],
  ].map((then, i) => ({ id: `r${i}`, when: ["-"], then: then.map((each) => JSON.stringify(each)) }));
  assert.equal(evaluateTable(compileTable(scores({ hitPolicy: "priority", outputs, rows }, []), trees), { n: 1 }).rows, [2]);
  assert.equal(evaluateTable(compileTable(scores({ hitPolicy: "output-order", outputs, rows }, []), trees), { n: 1 }).rows, [2, 1, 0]);
});

test.run();
