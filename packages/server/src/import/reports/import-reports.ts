import type { Engine } from "@muster/engine";
import { type Reason, type ReportsMapping, fieldReader, rejected } from "@muster/engine/sources";
import { inOrder } from "../in-order.ts";
import type { RowResult } from "../outcome.ts";
import type { ImportFile } from "../rows/read-rows.ts";
import { placeOf, type SourceRow } from "../rows/source-row.ts";
import { planRow } from "./plan-row.ts";
import { runRow } from "./run-row.ts";

/** Enough rows in flight that one commit serves many commands. */
const rowsAtOnce = 64;

/** Imports rows as reports with what followed them; the steps of one row wait for each other, rows do not. Answers in the order of the rows. */
export function importReports(
  engine: Engine,
  tenant: string,
  mapping: ReportsMapping,
  file: ImportFile,
  rows: AsyncIterable<SourceRow>,
  dryRun: boolean,
): AsyncIterable<RowResult> {
  const read = fieldReader(mapping);
  const seen = new Map<string, string>();
  return inOrder(rows, rowsAtOnce, async (row): Promise<RowResult> => {
    const fields = read(row);
    const refuse = (reasons: readonly Reason[]): RowResult => ({
      row,
      outcome: "rejected",
      reasons: [...fields.reasons, ...reasons],
      commands: 0,
    });
    if (!fields.ok) return refuse([]);
    const planned = planRow(tenant, mapping, file, row, fields);
    if (!planned.ok) return refuse(planned.reasons);
    const key = planned.plan.report.sourceKey;
    const before = seen.get(key);
    if (before !== undefined) return refuse([keyTwice(key, before)]);
    seen.set(key, placeOf(row));
    return { row, ...(await runRow(engine, planned.plan, fields.reasons, dryRun)) };
  });
}

function keyTwice(key: string, before: string): Reason {
  return rejected("key-twice", `来源编号 ${key} 已在第 ${before} 行出现。`, `The key ${key} stands on line ${before} already.`);
}
