import type { Label } from "@muster/engine";
import { unzipSync } from "fflate";
import readSheets from "read-excel-file/node";
import { label } from "../cli/label.ts";
import { lostCells, withLost } from "../import/rows/lost-cells.ts";
import { attribute, cellTags, sheetTexts, tags } from "../import/rows/sheet-xml.ts";
import type { Cell } from "../import/rows/source-row.ts";
import { sprawl } from "../import/rows/sprawl.ts";

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

/** The most bytes of a workbook once it is unpacked: a small file may say that it holds any number of them. */
const mostBytes = 256_000_000;

/** Opens an XLSX file. */
export async function openWorkbook(bytes: Uint8Array): Promise<OpenedWorkbook> {
  try {
    if (unpackedSize(bytes) > mostBytes) return { ok: false, message: tooLarge };
    const far = sprawl(bytes);
    if (far) return { ok: false, message: tooFar(far) };
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

function unpackedSize(bytes: Uint8Array): number {
  let size = 0;
  unzipSync(bytes, {
    filter: ({ originalSize }) => {
      size += originalSize;
      return false;
    },
  });
  return size;
}

const tooLarge = label(
  "工作簿展开后太大；请只保留规则表的两张工作表。",
  "The workbook is too large once unpacked: keep the two sheets of the table only.",
);

function tooFar({ rows, columns }: { readonly rows: number; readonly columns: number }): Label {
  return label(
    `工作表的单元格一直到第 ${rows} 行、第 ${columns} 列，范围太大；请删去远处的单元格。`,
    `The cells of a sheet reach to row ${rows} and column ${columns}, too far to be read: delete those that lie far away.`,
  );
}

function unreadable(why: string): Label {
  return label(
    `不是可读的 XLSX（${why}）；请用表格软件打开，另存为 .xlsx。`,
    `This is no XLSX that can be read (${why}): open it in a spreadsheet program and save it as .xlsx.`,
  );
}
