import { type FileSpec, fileSchema } from "@muster/engine/sources";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempFolder } from "../../../engine/test/fixtures/temp.ts";
import { readRows } from "../../src/import/rows/read-rows.ts";
import { placeOf, type SourceRow } from "../../src/import/rows/source-row.ts";

/** A file in a fresh folder. */
export function fileOf(content: string | Uint8Array, name = "data.csv"): string {
  const file = join(tempFolder(), name);
  writeFileSync(file, content);
  return file;
}

/** Every row of a file: its place, what is wrong with it, and its cells. */
export async function rowsIn(content: string | Uint8Array, spec: Partial<FileSpec> = {}, name?: string) {
  const read = await readRows(fileOf(content, name), fileSchema.parse(spec));
  if (!read.ok) throw new Error(read.findings.map((finding) => finding.message.en).join("; "));
  const rows: SourceRow[] = [];
  for await (const row of read.value.rows()) rows.push(row);
  return {
    columns: read.value.columns,
    count: read.value.count,
    rows: rows.map((row) => [placeOf(row), row.fault?.code ?? "", ...row.cells.values()]),
  };
}
