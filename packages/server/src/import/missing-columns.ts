import type { Finding } from "@muster/engine";
import { cellName, finding, type Mapping } from "@muster/engine/sources";
import { misreadHeader } from "./rows/misread-header.ts";

/** Columns that the mapping reads and the file has not: another kind of file, or one that is laid out otherwise than declared. */
export async function missingColumns(
  path: string,
  { fields, file }: Pick<Mapping, "fields" | "file">,
  columns: readonly string[],
): Promise<readonly Finding[]> {
  const has = new Set(columns);
  const wanted = new Map<string, string>();
  const want = (column: string | undefined, place: string) => {
    if (column !== undefined && !wanted.has(column)) wanted.set(column, place);
  };
  for (const [name, field] of Object.entries(fields))
    if (field.from === undefined) want(cellName(name, field), `/fields/${name}/${field.pointer === undefined ? "column" : "pointer"}`);
  file.fillDown.forEach((column, i) => want(column, `/file/fillDown/${i}`));
  const missing = [...wanted].filter(([column]) => !has.has(column));
  if (missing.length === 0) return [];
  const misread = await misreadHeader(path, file, columns, new Set(wanted.keys()));
  return misread ? [misread] : missing.map(([column, place]) => noColumn(place, column, columns));
}

function noColumn(place: string, column: string, columns: readonly string[]): Finding {
  const [zh, en] = ["请改映射中的列名，或检查 file.headerRow", "correct the column in the mapping, or look at file.headerRow"];
  return finding(
    place,
    "no-column",
    `文件没有“${column}”列；它有：${columns.join("、")}。${zh}。`,
    `The file has no column "${column}"; it has ${columns.join(", ")}. Please ${en}.`,
  );
}
