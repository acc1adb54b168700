import { compileTable } from "../packages/engine/dist/rules/compile.js";
import { lintTable } from "../packages/engine/dist/rules/lint/lint-table.js";
import type { RuleTable } from "../packages/engine/dist/rules/table.js";
import { type Measurement, measurement, median } from "./measure.ts";
import { sampleOf, tableOf } from "./rule-table-sample.ts";

const rows = 1_000;

/** Lint of 1,000 rows × 5 inputs with free text, compilation included: dispatch rules as they are, and where every second row repeats an earlier one. */
export function lint(): Promise<Record<string, Measurement>> {
  const sample = sampleOf(rows, 12, 10);
  const trees = { categories: sample.categories, units: sample.categories };
  const measured: Record<string, Measurement> = {};
  for (const policy of ["first", "unique"] as const) {
    const table = tableOf(sample.rules, policy);
    const tables = { "as they are": table, "every second one dead": repeated(table) };
    for (const [title, each] of Object.entries(tables))
      measured[`1,000 rows, ${policy}, ${title}`] = measurement(milliseconds(each), null, "ms of CPU");
  }
  return Promise.resolve(measured);

  function milliseconds(table: RuleTable): number {
    const runs = Array.from({ length: 7 }, () => {
      const before = process.cpuUsage();
      if (lintTable(compileTable(table, trees)).some(({ code }) => code === "unfinished")) throw new Error("the budget ended");
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    // The first run compiles.
    return median(runs.slice(1));
  }
}

function repeated(table: RuleTable): RuleTable {
  return { ...table, rows: table.rows.map((row, i) => (i % 2 === 0 ? row : { ...row, when: table.rows[i - 1]?.when ?? row.when })) };
}
