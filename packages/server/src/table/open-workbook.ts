import type { Label } from "@muster/engine";
import type { Cell } from "@muster/engine/sources";
import readSheets from "read-excel-file/node";
import { label } from "../cli/label.ts";
import { lostCells, withLost } from "../import/rows/lost-cells.ts";
import { attribute, cellTags, sheetTexts, tags } from "../import/rows/sheet-xml.ts";
import { workbookTrouble } from "../import/rows/workbook-trouble.ts";

/** A sheet, its cells row by row, with what of them is more than a value. */
export interface OpenedSheet {
  readonly name: string;
  readonly cells: readonly (readonly Cell[])[];
  /** The addresses of cells that are computed. */
  readonly formulas: ReadonlySet<string>;
  /** Ranges of cells that were made one, such as `B2:B4`. */
  readonly merged: readonly string[];
}

export type OpenedWorkbook =
  | { readonly ok: true; readonly sheets: readonly OpenedSheet[] }
  | { readonly ok: false; readonly message: Label };

/** More than any rule table has. */
const bounds = { bytes: 256_000_000, rows: 110_000 };

/** Opens an XLSX file. */
export async function openWorkbook(bytes: Uint8Array): Promise<OpenedWorkbook> {
  try {
    const trouble = workbookTrouble(bytes, bounds);
    if (trouble) return { ok: false, message: label(`工作簿读不了：${trouble["zh-CN"]}`, `The workbook cannot be read: ${trouble.en}`) };
    const sheets = await readSheets(Buffer.from(bytes), { trim: false });
    const [lost, texts] = [lostCells(bytes), sheetTexts(bytes)];
    return {
      ok: true,
      sheets: sheets.map(({ sheet, data }, i) => ({
        name: sheet,
        cells: withLost(data as readonly (readonly Cell[])[], lost[i] ?? []),
        formulas: new Set(
          cellTags(texts[i] ?? "").flatMap(({ head, inside }) => (/<(?:\w+:)?f\b/.test(inside) ? (attribute(head, "r") ?? []) : [])),
        ),
        merged: tags(texts[i] ?? "", "mergeCell").flatMap((tag) => attribute(tag, "ref") ?? []),
      })),
    };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return { ok: false, message: unreadable(why) };
  }
}

function unreadable(why: string): Label {
  return label(
    `不是可读的 XLSX（${why}）；请用表格软件打开，另存为 .xlsx。`,
    `This is no XLSX that can be read (${why}): open it in a spreadsheet program and save it as .xlsx.`,
  );
}
