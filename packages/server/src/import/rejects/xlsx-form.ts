import { type Cell, cellText } from "@muster/engine/sources";
import { readFile } from "node:fs/promises";
import readSheets from "read-excel-file/node";
import writeSheet, { type Cell as SheetCell } from "write-excel-file/node";
import { sheetText } from "../rows/sheet-text.ts";
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
  return sheetText(cellText(cell)) || null;
}
