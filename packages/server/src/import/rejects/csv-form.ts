import { type Cell, cellText } from "@muster/engine/sources";
import { open } from "node:fs/promises";
import { firstOwnColumn } from "./own-columns.ts";
import type { RejectsForm } from "./rejects-form.ts";

/** Spreadsheets take a UTF-8 file for something else without it. */
const mark = "\uFEFF";

/** Rejects as CSV (RFC 4180), written row by row. */
export const csvForm: RejectsForm = {
  isOurs: async (file, isPartial) => {
    const handle = await open(file, "r");
    try {
      const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(64) });
      const [begins, ours] = [buffer.subarray(0, bytesRead).toString("utf8"), `${mark}${firstOwnColumn},`];
      return begins.startsWith(ours) || (isPartial && ours.startsWith(begins));
    } finally {
      await handle.close();
    }
  },
  onto: (file) => {
    let before = mark;
    return {
      write: async (cells) => {
        const line = `${before}${cells.map(quoted).join(",")}\r\n`;
        before = "";
        await file.appendFile(line);
      },
      end: () => Promise.resolve(),
    };
  },
};

function quoted(cell: Cell | undefined): string {
  const text = cellText(cell);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
