import { attribute, columnOf, sheetTexts } from "./sheet-xml.ts";

/** The most places of a sheet, from its first cell to its last row and its last column: the reader of values holds each, also the empty ones. */
const mostPlaces = 20_000_000;

/** How far the cells of a sheet lie apart, where that is more than can be held, or than so many rows: a single cell may say that it stands anywhere. */
export function sprawl(xlsx: Uint8Array, mostRows: number): { readonly rows: number; readonly columns: number } | undefined {
  return sheetTexts(xlsx)
    .map(extentOf)
    .find(({ rows, columns }) => !(rows * columns <= mostPlaces && rows <= mostRows));
}

function extentOf(sheet: string) {
  let [rows, columns] = [0, 0];
  for (const [tag] of sheet.matchAll(/<(?:\w+:)?(?:c|row)\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*>/g)) {
    const [, letters = "", row] = /^([A-Z]*)(\d+)$/.exec(attribute(tag, "r") ?? "") ?? [];
    rows = Math.max(rows, Number(row ?? 0));
    columns = Math.max(columns, columnOf(letters) + 1);
  }
  return { rows: Math.max(1, rows), columns: Math.max(1, columns) };
}
