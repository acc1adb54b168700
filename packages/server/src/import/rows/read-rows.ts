import { type Checked, type FileSpec, finding } from "@muster/engine/sources";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { csvSource } from "./csv-source.ts";
import type { RowSource } from "./source-row.ts";
import { xlsxSource } from "./xlsx-source.ts";

/** The file that is imported: its rows, and what identifies it as a document. */
export interface ImportFile extends RowSource {
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** Opens a CSV or XLSX file and reads it once to the end, so that a file that is not what it should be is known before anything is sent. */
export async function readRows(file: string, spec: FileSpec): Promise<Checked<ImportFile>> {
  const size = await sizeOf(file);
  if (size === undefined) {
    return { ok: false, findings: [finding("", "no-file", `读不到文件 ${file}。`, `There is no readable file ${file}.`)] };
  }
  const sheet = isSheet(file, spec);
  const source = await (sheet ? xlsxSource(file, spec) : csvSource(file, spec));
  if (!source.ok) return source;
  const mediaType = sheet ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv";
  return { ok: true, value: { ...source.value, name: basename(file), mediaType, size, sha256: await hashOf(file) } };
}

/** Whether a file is read as XLSX: as the mapping says, else by its name. */
export function isSheet(file: string, { format }: FileSpec): boolean {
  return format === undefined ? /\.xlsx$/i.test(file) : format === "xlsx";
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    const found = await stat(file);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
