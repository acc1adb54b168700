import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { compileTable } from "../../../../src/rules/compile.ts";
import { evaluateModel } from "../../../../src/rules/dmn/evaluate/evaluate-model.ts";
import { writeDmn } from "../../../../src/rules/dmn/exchange/write-dmn.ts";
import { evaluateTable } from "../../../../src/rules/evaluate.ts";
import type { TableResult } from "../../../../src/rules/result.ts";
import type { RuleTable } from "../../../../src/rules/table.ts";
import { inputsFor, tablesWith } from "../../arbitrary-table.ts";
import { trees } from "../../sample-table.ts";
import { modelIn } from "../dmn-text.ts";

const policies = ["unique", "any", "first", "priority", "rule-order", "output-order", "collect"] as const;

/** The kinds of columns that any DMN engine reads as Muster does. */
function isCommon({ inputs }: RuleTable): boolean {
  return inputs.every(({ type }) => type !== "category" && type !== "text");
}

function asDmn(table: RuleTable, inputs: Readonly<Record<string, unknown>>): unknown {
  const dmn = writeDmn(table);
  if (!dmn.ok) throw new Error("not written");
  const answer = evaluateModel([modelIn(dmn.text)], { name: table.id, inputs, at: 0 });
  return answer.ok ? answer.value : undefined;
}

/** An answer of one output is its value in DMN, no answer is null. */
function dmnAnswer(result: TableResult): unknown {
  if (!result.ok) return null;
  if (result.type === "total") return result.outputs;
  return result.type === "many" ? result.outputs.map(({ level }) => level) : result.outputs["level"];
}

for (const policy of policies) {
  test(`under ${policy} a table decides the same as a DMN model of it`, () => {
    const asked = tablesWith(policy)
      .filter(({ table }) => isCommon(table))
      .chain(({ table }) => fc.record({ table: fc.constant(table), inputs: inputsFor(table) }));
    fc.assert(
      fc.property(asked, ({ table, inputs }) => {
        assert.equal(asDmn(table, inputs), dmnAnswer(evaluateTable(compileTable(table, trees), inputs)));
      }),
      { numRuns: 80 },
    );
  });
}

test.run();
