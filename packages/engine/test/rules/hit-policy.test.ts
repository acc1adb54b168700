import { test } from "uvu";
import * as assert from "uvu/assert";
import { compileTable } from "../../src/rules/compile.ts";
import { evaluateTable } from "../../src/rules/evaluate.ts";
import { resultTypeOf } from "../../src/rules/hit-policy.ts";
import type { RuleTable } from "../../src/rules/table.ts";
import { small, trees } from "./sample-table.ts";

const policies: readonly Partial<RuleTable>[] = [
  ...(["unique", "any", "first", "priority", "rule-order", "output-order", "collect"] as const).map((hitPolicy) => ({ hitPolicy })),
  ...(["sum", "min", "max", "count"] as const).map((aggregator) => ({ hitPolicy: "collect" as const, aggregator })),
];

for (const policy of policies) {
  test(`the kind of answer is known beforehand: ${policy.hitPolicy} ${policy.aggregator ?? ""}`.trim(), () => {
    const table = { ...small, ...policy };
    const result = evaluateTable(compileTable(table, trees), { n: 1 });
    assert.is(result.ok && result.type, resultTypeOf(table));
  });
}

test.run();
