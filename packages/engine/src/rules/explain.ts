import type { CompiledTable } from "./compile.ts";
import { hasRow } from "./columns/column.ts";
import { evaluateTable } from "./evaluate.ts";
import { askColumns, openCellThatFails, type TableInputs } from "./matches.ts";
import type { TableResult } from "./result.ts";

/** What a table decides, and for each row whether it matches, and if not, the first input that rules it out. */
export interface TableExplanation {
  readonly result: TableResult;
  /** In table order; empty where an input was refused. */
  readonly rows: readonly RowExplanation[];
}

/** Whether a row matches; if not, the first input that rules it out, with the text of the cell. */
export type RowExplanation =
  | { readonly id: string; readonly hit: true }
  | { readonly id: string; readonly hit: false; readonly excludedBy: string; readonly cell: string };

/** Decides as `evaluateTable` does, and says of every row why it matches or not. */
export function explainTable(compiled: CompiledTable, inputs: TableInputs): TableExplanation {
  const result = evaluateTable(compiled, inputs);
  const asked = askColumns(compiled, inputs);
  if (typeof asked === "number") return { result, rows: [] };
  const columns = compiled.table.inputs.map((_, input) => asked[compiled.order.indexOf(input)]);
  const rows = compiled.table.rows.map(({ id, when }, row): RowExplanation => {
    const failing = openCellThatFails(compiled, row, inputs) ?? columns.length;
    const excluding = columns.findIndex((taken, input) => input === failing || !taken || !hasRow(taken, row));
    const input = compiled.table.inputs[excluding];
    return input ? { id, hit: false, excludedBy: input.name, cell: when[excluding] ?? "" } : { id, hit: true };
  });
  return { result, rows };
}
