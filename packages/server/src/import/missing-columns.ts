import type { Finding } from "@muster/engine";
import { finding } from "./finding.ts";
import type { Mapping } from "./mapping/mapping.ts";

/** Columns that the mapping reads and the file has not: another kind of file, then. */
export function missingColumns({ fields, file }: Mapping, columns: readonly string[]): readonly Finding[] {
  const has = new Set(columns);
  const wanted = [
    ...Object.entries(fields).map(([name, field]) => ({ place: `/fields/${name}/column`, column: field.column })),
    ...file.fillDown.map((column, i) => ({ place: `/file/fillDown/${i}`, column })),
  ];
  return wanted.flatMap(({ place, column }) => {
    if (column === undefined || has.has(column)) return [];
    const list = columns.join(", ");
    return [finding(place, "no-column", `文件没有“${column}”列；它有：${list}。`, `The file has no column "${column}"; it has ${list}.`)];
  });
}
