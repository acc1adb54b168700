import type { CompiledTable } from "./compile.ts";
import { hasRow } from "./columns/column.ts";
import { evaluateTable } from "./evaluate.ts";
import { askColumns, openCellThatFails, type TableInputs } from "./matches.ts";
import { type PassedOver, passedOver } from "./passed-over.ts";
import type { TableResult } from "./result.ts";

/** What a table decides, and for each row whether it is hit, or else why not. */
export interface TableExplanation {
  readonly result: TableResult;
  /** In table order; empty where an input was refused. */
  readonly rows: readonly RowExplanation[];
}

/**
 * A row matches where every condition takes its input; it is hit where the answer is made of it as well (DMN 1.5, 10.3.2.10): the rows
 * of the result, none where there is no answer. One that does not match names the first input that rules it out, with the text of the
 * cell; one that matches and is not hit, what kept it from being hit.
 */
export type RowExplanation =
  | { readonly id: string; readonly matched: true; readonly hit: true }
  | ({ readonly id: string; readonly matched: true; readonly hit: false } & PassedOver)
  | { readonly id: string; readonly matched: false; readonly hit: false; readonly excludedBy: string; readonly cell: string };

/** Decides as `evaluateTable` does, and says of every row why it is hit or not. */
export function explainTable(compiled: CompiledTable, inputs: TableInputs): TableExplanation {
  const result = evaluateTable(compiled, inputs);
  const asked = askColumns(compiled, inputs);
  if (typeof asked !== "object") return { result, rows: [] };
  const columns = compiled.table.inputs.map((_, input) => asked[compiled.order.indexOf(input)]);
  const hits = new Set(result.ok ? result.rows : []);
  const rows = compiled.table.rows.map(({ id, when }, row): RowExplanation => {
    const failing = openCellThatFails(compiled, row, inputs) ?? columns.length;
    const excluding = columns.findIndex((taken, input) => input === failing || !taken || !hasRow(taken, row));
    const input = compiled.table.inputs[excluding];
    if (input) return { id, matched: false, hit: false, excludedBy: input.name, cell: when[excluding] ?? "" };
    return hits.has(row) ? { id, matched: true, hit: true } : { id, matched: true, hit: false, ...passedOver(compiled.table, result) };
  });
  return { result, rows };
}
