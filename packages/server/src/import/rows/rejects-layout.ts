import type { FileSpec } from "@muster/engine/sources";
import { open } from "node:fs/promises";
import { firstOwnColumn } from "../rejects/own-columns.ts";

/**
 * How a CSV file is laid out: as the mapping says or, where it is a list of rejects, as we wrote it or a spreadsheet program saved it,
 * whatever the mapping says of the file that the rows came from.
 */
export async function csvLayout(file: string, spec: FileSpec): Promise<FileSpec> {
  const found = beginning.exec(await beginningOf(file));
  if (!found) return spec;
  const [, mark, delimiter = ","] = found;
  return { ...spec, encoding: mark === undefined ? spec.encoding : "utf-8", delimiter, quote: '"', headerRow: 1 };
}

/** The same of a workbook, by what stands in the first cell of its first sheet. Merged cells were filled when the rows were first read. */
export function sheetLayout(firstCell: unknown, spec: FileSpec): FileSpec {
  return firstCell === firstOwnColumn ? { ...spec, sheets: [1], headerRow: 1, fillDown: [] } : spec;
}

/** As Latin-1, in which a byte order mark of UTF-8 is three characters. */
const beginning = new RegExp(String.raw`^(\xEF\xBB\xBF)?"?${firstOwnColumn}"?([,;\t])`);

async function beginningOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.toString("latin1", 0, bytesRead);
  } finally {
    await handle.close();
  }
}
