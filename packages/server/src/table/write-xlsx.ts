import type { Finding, RuleTable } from "@muster/engine";
import { finding } from "@muster/engine/sources";
import writeWorkbook, { type Cell, type Row } from "write-excel-file/node";
import { sheetText } from "../import/rows/sheet-text.ts";
import { columnKinds, columnLines, sheetNames, tableLines } from "./sheet-layout.ts";

/** The bytes of an XLSX file, or what such a file cannot hold. */
export type WrittenXlsx = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly findings: readonly Finding[] };

/** What a cell of a sheet holds at most (Excel's own limit). */
const longest = 32_767;

/** Writes a rule table as a workbook for people to edit, in which every cell is text, so that no program makes dates or sums of what stands in it. */
export async function writeXlsx(table: RuleTable): Promise<WrittenXlsx> {
  const tooLong = table.rows.flatMap(({ note }, i) => (note !== undefined && sheetText(note).length > longest ? [longNote(i)] : []));
  if (tooLong.length > 0) return { ok: false, findings: tooLong };
  const sheets = [
    {
      sheet: sheetNames.rules,
      data: [...headOf(table), ...table.rows.map(({ id, when, then, note }) => [id, ...when, ...then, note ?? ""].map(plain))],
      stickyRowsCount: Object.keys(columnLines).length,
      stickyColumnsCount: 1,
      columns: [{ width: 24 }, ...table.inputs.map(() => ({ width: 28 })), ...table.outputs.map(() => ({ width: 22 })), { width: 40 }],
    },
    { sheet: sheetNames.table, data: factsOf(table), columns: [{ width: 24 }, { width: 40 }] },
  ];
  return { ok: true, bytes: await writeWorkbook(sheets).toBuffer() };
}

function headOf({ inputs, outputs }: RuleTable): Row[] {
  const line = (key: keyof typeof columnLines, cells: readonly string[]): Row => [columnLines[key], ...cells].map(bold);
  const columns = [...inputs, ...outputs];
  return [
    line("kind", [...inputs.map(() => columnKinds.input), ...outputs.map(() => columnKinds.output), columnKinds.note]),
    line("type", [...columns.map(({ type }) => type), ""]),
    line("zh-CN", [...columns.map(({ label }) => label["zh-CN"]), ""]),
    line("en", [...columns.map(({ label }) => label.en), ""]),
    line("values", [...columns.map(({ values }) => values?.map((value) => JSON.stringify(value)).join(", ") ?? ""), ""]),
    line("default", [...inputs.map(() => ""), ...outputs.map((output) => output.default ?? ""), ""]),
    line("id", [...columns.map(({ name }) => name), ""]),
  ];
}

function factsOf({ id, label, purpose, hitPolicy, aggregator }: RuleTable): Row[] {
  const facts = { id, "zh-CN": label["zh-CN"], en: label.en, purpose, hitPolicy, aggregator: aggregator ?? "" };
  return Object.entries(facts).map(([key, value]) => [bold(tableLines[key as keyof typeof facts]), plain(value)]);
}

function plain(text: string): Cell {
  return text === "" ? null : { value: sheetText(text), type: String, format: "@", wrap: true, alignVertical: "top" };
}

function bold(text: string): Cell {
  return text === "" ? null : { value: sheetText(text), type: String, format: "@", fontWeight: "bold", backgroundColor: "#EEF2F7" };
}

function longNote(row: number): Finding {
  return finding(
    `/rows/${row}/note`,
    "unwritable",
    `备注超过 ${longest} 个字符，工作表的一格放不下；请缩短后再导出。`,
    `The note has more than ${longest} characters, which no cell of a sheet holds: shorten it, then export.`,
  );
}
