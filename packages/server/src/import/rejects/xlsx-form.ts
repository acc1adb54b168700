import { readFile } from "node:fs/promises";
import readSheets from "read-excel-file/node";
import writeSheet, { type Cell as SheetCell } from "write-excel-file/node";
import { cellText, type Cell } from "../rows/source-row.ts";
import { firstOwnColumn } from "./own-columns.ts";
import type { RejectsForm } from "./rejects-form.ts";

/** Rejects as the only sheet of an XLSX file, in which dates, numbers and texts are what they were. It is written at the end. */
export const xlsxForm: RejectsForm = {
  isOurs: async (file, isPartial) => {
    const bytes = await readFile(file);
    if (isPartial && bytes.length === 0) return true;
    try {
      const [sheet] = await readSheets(bytes);
      return sheet?.data[0]?.[0] === firstOwnColumn;
    } catch {
      // The half of an archive is of no use to anybody.
      return isPartial && bytes.toString("latin1", 0, 2) === "PK";
    }
  },
  onto: (file) => {
    const rows: SheetCell[][] = [];
    return {
      write: (cells) => {
        rows.push(cells.map(sheetCell));
        return Promise.resolve();
      },
      end: async () => file.writeFile(await writeSheet(rows, { sheet: "rejects" }).toBuffer()),
    };
  },
};

function sheetCell(cell: Cell | undefined): SheetCell {
  if (cell instanceof Date) return { value: cell, type: Date, format: "yyyy-mm-dd hh:mm:ss" };
  if (typeof cell === "number" || typeof cell === "boolean") return cell;
  return escaped(cellText(cell)) || null;
}

/** Characters that XML has no place for are written by their number (ECMA-376, 22.9.2.19), and so is what would be taken for such a number. */
function escaped(text: string): string {
  return text.replaceAll(/_(?=x[\dA-Fa-f]{4}_)|[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, (sign) => {
    const number = sign.codePointAt(0) ?? 0;
    return `_x${number.toString(16).toUpperCase().padStart(4, "0")}_`;
  });
}
