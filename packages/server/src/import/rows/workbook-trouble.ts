import type { Label } from "@muster/engine";
import { unzipSync } from "fflate";
import { label } from "../../cli/label.ts";
import { sheetTexts } from "./sheet-xml.ts";
import { sprawl } from "./sprawl.ts";

/** What of a workbook is read at most: bytes once it is unpacked, and rows of a sheet. */
export interface WorkbookBounds {
  readonly bytes: number;
  readonly rows: number;
}

/**
 * What keeps an XLSX file from being read within bounds, asked before its cells are: a small file may unpack to anything, name a cell
 * anywhere, or hold tags without an end, over which the reader of values sits for ever. Throws on what is no archive.
 */
export function workbookTrouble(xlsx: Uint8Array, most: WorkbookBounds): Label | undefined {
  if (unpackedSize(xlsx) > most.bytes) return tooLarge;
  if (sheetTexts(xlsx).some((sheet) => brokenTag.test(sheet))) return broken;
  const far = sprawl(xlsx, most.rows);
  return far && tooFar(far);
}

/** A tag in which another begins. */
const brokenTag = /<(?!!)[^<>"']*(?:"[^"<]*"[^<>"']*|'[^'<]*'[^<>"']*)*</;

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

const tooLarge = label("展开后太大；请只保留需要的工作表。", "it is too large once unpacked: keep only the sheets that are needed.");

const broken = label(
  "工作表不是完整的 XML；请用表格软件打开，另存为 .xlsx。",
  "a sheet of it is no whole XML: open it in a spreadsheet program and save it as .xlsx.",
);

function tooFar({ rows, columns }: { readonly rows: number; readonly columns: number }): Label {
  return label(
    `一张工作表的单元格一直到第 ${rows} 行、第 ${columns} 列，范围太大；请删去远处的单元格。`,
    `a sheet's cells reach to row ${rows} and column ${columns}, too far to be read: delete those that lie far away.`,
  );
}
