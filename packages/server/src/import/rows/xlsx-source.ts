import readSheets, { type Sheet } from "read-excel-file/node";
import { finding, type Checked } from "../finding.ts";
import type { FileSpec } from "../mapping/file-schema.ts";
import { columnsOf } from "./columns.ts";
import { fillDown } from "./fill-down.ts";
import { isBlank, type Cell, type RowSource, type SourceRow } from "./source-row.ts";

/** The column that holds the name of the sheet a row stands on. */
const sheetColumn = "@sheet";

/** The rows of the declared sheets of an XLSX file, one sheet after the other. */
export async function xlsxSource(file: string, spec: FileSpec): Promise<Checked<RowSource>> {
  const opened = await open(file);
  if (!opened.ok) return opened;
  const rows: SourceRow[] = [];
  const columns = new Set([sheetColumn]);
  for (const wanted of spec.sheets) {
    const sheet = typeof wanted === "number" ? opened.value[wanted - 1] : opened.value.find((each) => each.sheet === wanted);
    if (!sheet) return { ok: false, findings: [noSheet(wanted, opened.value)] };
    const read = readSheet(sheet, spec);
    if (!read.ok) return read;
    rows.push(...read.value.rows);
    for (const name of read.value.columns) columns.add(name);
  }
  // oxlint-disable-next-line typescript/require-await -- the same shape as a file that is read as a stream
  const each = async function* () {
    yield* rows;
  };
  return { ok: true, value: { columns: [...columns], count: rows.length, rows: each } };
}

async function open(file: string): Promise<Checked<readonly Sheet[]>> {
  try {
    // Trimming is the mapping's to declare and to report.
    return { ok: true, value: await readSheets(file, { trim: false }) };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return { ok: false, findings: [finding("", "bad-xlsx", `无法读取 XLSX：${why}`, `The XLSX file cannot be read: ${why}`)] };
  }
}

function readSheet(
  { sheet, data }: Sheet,
  spec: FileSpec,
): Checked<{ readonly columns: readonly string[]; readonly rows: readonly SourceRow[] }> {
  const cells = data as readonly (readonly Cell[])[];
  const columns = columnsOf(cells[Math.max(0, spec.headerRow - 1)] ?? [], spec.headerRow > 0);
  if (!columns.ok) return columns;
  const fill = fillDown(spec.fillDown);
  const rows = cells.slice(spec.headerRow).flatMap((row, i): readonly SourceRow[] => {
    if (isBlank(row)) return [];
    const named = new Map<string, Cell>(columns.value.map((name, at) => [name, row[at] ?? null]));
    return [{ line: spec.headerRow + i + 1, sheet, cells: new Map([[sheetColumn, sheet as Cell], ...fill(named)]) }];
  });
  return { ok: true, value: { columns: columns.value, rows } };
}

function noSheet(wanted: number | string, sheets: readonly Sheet[]) {
  const names = sheets.map((each) => each.sheet).join(", ");
  return finding(
    "/file/sheets",
    "no-sheet",
    `没有工作表 ${wanted}；文件里有：${names}。`,
    `There is no sheet ${wanted}; the file has ${names}.`,
  );
}
