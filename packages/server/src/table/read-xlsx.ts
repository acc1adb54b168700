import type { Label } from "@muster/engine";
import { label } from "../cli/label.ts";
import { cellAddress } from "./cell-address.ts";
import { cellReader, type SheetFinding } from "./cell-reader.ts";
import { openWorkbook, type OpenedSheet } from "./open-workbook.ts";
import { readColumns } from "./read-columns.ts";
import { readRules } from "./read-rules.ts";
import { columnLines, keyIn, tableLines } from "./sheet-layout.ts";

/** A rule table from a workbook, as a document that is not checked yet; or why the file holds none. */
export type ReadXlsx =
  | {
      readonly ok: true;
      readonly document: Readonly<Record<string, unknown>> & { readonly id?: string };
      /** What could not be taken over as it stood. */
      readonly findings: readonly SheetFinding[];
      /** The cell in which something of the document stands, by its JSON Pointer: `规则 rules!B7`. */
      readonly cellOf: (pointer: string) => string | undefined;
    }
  | { readonly ok: false; readonly message: Label };

/** Reads the rule table of a workbook as `writeXlsx` writes it. `taken` names ids of a table that no new row may get, those of rows once published. Never throws. */
export async function readXlsx(bytes: Uint8Array, taken: (id: string) => readonly string[] = () => []): Promise<ReadXlsx> {
  const opened = await openWorkbook(bytes);
  if (!opened.ok) return opened;
  const rules = sheetOf(opened.sheets, "rules", 0);
  const facts = sheetOf(opened.sheets, "table", 1);
  const head = rules?.cells.findIndex((row) => keyIn(String(row[0] ?? ""), columnLines) === "id") ?? -1;
  if (!rules || !facts || head < 0) return { ok: false, message: noTable };
  const [cells, factCells] = [cellReader(rules), cellReader(facts)];
  const places = new Map<string, string>();
  const columns = readColumns(rules, head, cells, places);
  const about = factsIn(facts, factCells, places);
  const rows = readRules(rules, head, columns, cells, places, taken(about.id ?? ""));
  const document = {
    ...about,
    inputs: columns.inputs.map(({ column }) => column),
    outputs: columns.outputs.map(({ column }) => column),
    rows,
  };
  return {
    ok: true,
    document,
    findings: [...factCells.findings, ...cells.findings, ...mergedIn(rules)],
    cellOf: (pointer) => nearest(places, pointer),
  };
}

/** By its name, else by where it stands: people rename sheets. */
function sheetOf(sheets: readonly OpenedSheet[], word: string, at: number): OpenedSheet | undefined {
  return sheets.find(({ name }) => name.toLowerCase().split(/\s+/).at(-1) === word) ?? sheets[at];
}

function factsIn(sheet: OpenedSheet, cells: ReturnType<typeof cellReader>, places: Map<string, string>) {
  const facts: Partial<Record<keyof typeof tableLines, string>> = {};
  for (const [row, line] of sheet.cells.entries()) {
    const key = keyIn(String(line[0] ?? ""), tableLines);
    if (!key) continue;
    places.set(key === "zh-CN" || key === "en" ? `/label/${key}` : `/${key}`, `${sheet.name}!${cellAddress(row, 1)}`);
    const text = cells.text(row, 1);
    if (text !== "") facts[key] = text;
  }
  const { "zh-CN": zh = "", en = "", ...others } = facts;
  return { ...others, label: { "zh-CN": zh, en } };
}

/** Of merged cells only the first holds anything. */
function mergedIn({ name, merged }: OpenedSheet): readonly SheetFinding[] {
  return merged.map((range) => ({
    cell: `${name}!${range}`,
    finding: {
      severity: "error",
      code: "merged-cells",
      place: "",
      message: label(
        `${range} 是合并的单元格，只有第一格有内容；请取消合并，把每一格填上。`,
        `${range} are merged cells, of which only the first holds anything: unmerge them and fill in each.`,
      ),
    },
  }));
}

function nearest(places: ReadonlyMap<string, string>, pointer: string): string | undefined {
  for (let place = pointer; place !== ""; place = place.slice(0, place.lastIndexOf("/"))) {
    const cell = places.get(place);
    if (cell !== undefined) return cell;
  }
  return undefined;
}

const noTable = label(
  "这个工作簿不是规则表：第一张表中没有以“编号 id”开头的一行，或缺少第二张表；请用 muster table export 导出一份，在其中修改。",
  "This workbook is no rule table: its first sheet has no line that begins with “编号 id”, or the second sheet is missing. Export one with muster table export and edit that.",
);
