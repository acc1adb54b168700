import type { Label } from "@muster/engine";
import { type Cell, type Checked, type FileSpec, finding } from "@muster/engine/sources";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import readSheets, { InvalidInputError } from "read-excel-file/node";
import { columnsOf } from "./columns.ts";
import { fillDown } from "./fill-down.ts";
import { lostCells, withLost } from "./lost-cells.ts";
import { sheetLayout } from "./rejects-layout.ts";
import { isBlank, type RowSource, type SourceRow } from "./source-row.ts";
import { workbookTrouble } from "./workbook-trouble.ts";

/** The column that holds the name of the sheet a row stands on. */
const sheetColumn = "@sheet";

/** The rows of the declared sheets of an XLSX file, one sheet after the other. */
export async function xlsxSource(file: string, declared: FileSpec): Promise<Checked<RowSource>> {
  const opened = await open(file);
  if (!opened.ok) return opened;
  const spec = sheetLayout(opened.value[0]?.data[0]?.[0], declared);
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

type Cells = readonly (readonly Cell[])[];

interface OpenSheet {
  readonly sheet: string;
  readonly data: Cells;
}

async function open(file: string): Promise<Checked<readonly OpenSheet[]>> {
  try {
    const bytes = await readFile(file);
    const trouble = isArchive(bytes) ? workbookTrouble(bytes, bounds) : undefined;
    if (trouble) return { ok: false, findings: [troubled(basename(file), trouble)] };
    // Trimming is the mapping's to declare and to report.
    const sheets = await readSheets(file, { trim: false });
    const lost = lostCells(bytes);
    return { ok: true, value: sheets.map((sheet, i) => ({ ...sheet, data: withLost(sheet.data as Cells, lost[i] ?? []) })) };
  } catch (cause) {
    return { ok: false, findings: [unreadable(basename(file), cause)] };
  }
}

/** What is no archive, the reader of values names better. */
function isArchive(bytes: Buffer): boolean {
  return bytes.toString("latin1", 0, 2) === "PK";
}

/** The rows of a sheet are Excel's own limit. */
const bounds = { bytes: 1_000_000_000, rows: 1_048_576 };

function troubled(name: string, { "zh-CN": zh, en }: Label) {
  return finding("", "bad-xlsx", `无法读取 ${name}：${zh}`, `${name} cannot be read: ${en}`);
}

function unreadable(name: string, cause: unknown) {
  const why = cause instanceof Error ? cause.message : String(cause);
  const [zh, en] =
    cause instanceof InvalidInputError
      ? [
          `${name} 不是 XLSX；请用表格软件另存为 .xlsx。若它是 CSV，请把文件名改为 .csv 结尾，或在映射中写 "file": { "format": "csv" }`,
          `${name} is no XLSX file; save it as .xlsx in a spreadsheet program. If it is CSV, name it .csv, or put "file": { "format": "csv" } into the mapping`,
        ]
      : [
          `无法读取 ${name}；请用表格软件打开，另存为 .xlsx 后再导入（${why}）`,
          `${name} cannot be read; open it in a spreadsheet program, save it as .xlsx and import that (${why})`,
        ];
  return finding("", "bad-xlsx", `${zh}。`, `${en}.`);
}

function readSheet(
  { sheet, data: cells }: OpenSheet,
  spec: FileSpec,
): Checked<{ readonly columns: readonly string[]; readonly rows: readonly SourceRow[] }> {
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

function noSheet(wanted: number | string, sheets: readonly OpenSheet[]) {
  const names = sheets.map((each) => each.sheet).join(", ");
  return finding(
    "/file/sheets",
    "no-sheet",
    `没有工作表 ${wanted}；文件里有：${names}。`,
    `There is no sheet ${wanted}; the file has ${names}.`,
  );
}
