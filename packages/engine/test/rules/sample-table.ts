import * as assert from "uvu/assert";
import { checkTable } from "../../src/rules/check-table.ts";
import type { RuleTable } from "../../src/rules/table.ts";
import { tree } from "./arbitrary-cell.ts";

export const trees = { categories: tree, units: tree };
export const label = { "zh-CN": "表", en: "table" };

/** A sound table with an input of each type. */
export const sound: RuleTable = {
  id: "route",
  label,
  purpose: "routing",
  hitPolicy: "first",
  inputs: [
    { name: "category", label, type: "category" },
    { name: "level", label, type: "number" },
    { name: "about", label, type: "text" },
    { name: "source", label, type: "string", values: ["12345", "grid"] },
    { name: "urgent", label, type: "boolean" },
    { name: "day", label, type: "date" },
    { name: "place", label, type: "unit" },
  ],
  outputs: [
    { name: "lead", label, type: "unit" },
    { name: "support", label, type: "units" },
    { name: "rank", label, type: "number", values: [0, 1, 2] },
  ],
  rows: [
    { id: "r0", when: ["-", "-", "-", "-", "-", "-", "-"], then: ['"01"', '["01", "02"]', "level * 2"] },
    {
      id: "r1",
      when: [
        'not("0101")',
        "[1..5], > 9",
        'contains(?, "井盖") and not(contains(?, "x"))',
        '"grid"',
        "true",
        '>= @"2026-01-01"',
        '"01", null',
      ],
      then: ["null", "[]", "1"],
      note: "an annotation",
    },
  ],
};

/** A sound table of one number `n` that answers the number `score`. */
export const small: RuleTable = {
  ...sound,
  inputs: [{ name: "n", label, type: "number" }],
  outputs: [{ name: "score", label, type: "number" }],
  rows: [{ id: "r0", when: ["-"], then: ["1"] }],
};

/** Asserts that the check finds this error at this place, and says so in both languages. */
export function assertFinds(table: RuleTable, code: string, place: string, says: string | RegExp = /\w/): void {
  const finding = checkTable(table, trees).find((each) => each.code === code);
  if (!finding) return assert.unreachable(`no finding ${code}`);
  assert.is(finding.severity, "error");
  assert.is(finding.place, place);
  assert.match(finding.message.en, says);
  assert.match(finding.message["zh-CN"], /\p{Script=Han}/u);
}
