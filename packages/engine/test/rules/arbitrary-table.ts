import * as fc from "fast-check";
import type { RuleTable, TableInput } from "../../src/rules/table.ts";
import { type ArbitraryCell, cellsFor, valuesFor } from "./arbitrary-cell.ts";

/** A table together with feelin's word on its cells, row by row. */
export interface ArbitraryTable {
  readonly table: RuleTable;
  readonly cells: readonly (readonly ArbitraryCell[])[];
}

const types = ["string", "number", "boolean", "category", "date", "text"] as const;
const label = { "zh-CN": "表", en: "table" };
const levels = ["high", "middle", "low"];

/** Tables under a hit policy, with a string output of ranked values, and inputs named a, b, c. */
export function tablesWith(hitPolicy: RuleTable["hitPolicy"]): fc.Arbitrary<ArbitraryTable> {
  return fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: 3 }).chain((columns) => {
    const inputs = columns.map((type, i): TableInput => ({ name: "abc".charAt(i), label, type }));
    const row = fc.record({ cells: fc.tuple(...columns.map(loosely)), level: fc.constantFrom(...levels) });
    return fc.record({ rows: fc.array(row, { maxLength: 12 }), hasDefault: fc.boolean() }).map(({ rows, hasDefault }) => ({
      cells: rows.map(({ cells }) => cells),
      table: {
        id: "t",
        label,
        purpose: "other",
        hitPolicy,
        inputs,
        outputs: [{ name: "level", label, type: "string", values: levels, ...(hasDefault ? { default: '"low"' } : {}) }],
        rows: rows.map(({ cells, level }, i) => ({ id: `r${i}`, when: cells.map(({ text }) => text), then: [JSON.stringify(level)] })),
      },
    }));
  });
}

/** Values for each input of the table. */
export function inputsFor(table: RuleTable): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  return fc.record(Object.fromEntries(table.inputs.map(({ name, type }) => [name, valuesFor[type]])));
}

/** Cells that match often enough for rows to meet. */
function loosely(type: TableInput["type"]): fc.Arbitrary<ArbitraryCell> {
  return fc.oneof(cellsFor[type], fc.constant({ text: "-", takes: () => true }));
}
