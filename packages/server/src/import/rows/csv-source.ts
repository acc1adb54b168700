import { type Checked, type FileSpec, finding, rejected } from "@muster/engine/sources";
import { parse } from "csv-parse/sync";
import { columnsOf } from "./columns.ts";
import { csvRecords, type CsvRecord } from "./csv-records.ts";
import { decoded, lines } from "./decode.ts";
import { csvLayout } from "./rejects-layout.ts";
import { isBlank, type RowSource, type SourceRow } from "./source-row.ts";
import { wrongEncoding } from "./wrong-encoding.ts";

/** Enough that the parser's start-up is not felt, and little enough to hold. */
const batchSize = 500;

/** The rows of a CSV file (RFC 4180), read as a stream. */
export async function csvSource(file: string, declared: FileSpec): Promise<Checked<RowSource>> {
  const spec = await csvLayout(file, declared);
  const rows = () => read(file, spec);
  let header: readonly string[] | undefined;
  let count = 0;
  try {
    for await (const item of rows()) {
      if (Array.isArray(item)) header = item as readonly string[];
      else count += 1;
    }
  } catch (cause) {
    if (cause instanceof TypeError) return { ok: false, findings: [await wrongEncoding(file, spec)] };
    throw cause;
  }
  if (!header) return { ok: false, findings: [finding("", "no-header", "文件里没有表头行。", "The file has no header row.")] };
  const columns = columnsOf(header, true);
  if (!columns.ok) return columns;
  return { ok: true, value: { columns: columns.value, count, rows: () => onlyRows(rows()) } };
}

/** The header first, then the rows. */
async function* read(file: string, spec: FileSpec): AsyncGenerator<readonly string[] | SourceRow> {
  let names: readonly string[] | undefined;
  let seen = 0;
  for await (const batch of batches(csvRecords(lines(decoded(file, spec.encoding)), spec.delimiter, spec.quote))) {
    for (const { line, broken, cells } of cellsOf(batch, spec)) {
      if (isBlank(cells)) continue;
      seen += 1;
      if (names) {
        yield rowOf(line, broken, cells, names);
        continue;
      }
      if (spec.headerRow === 0) names = cells.map((_, i) => String(i + 1));
      else if (seen === spec.headerRow) names = cells.map((cell) => cell.trim());
      if (!names) continue;
      yield names;
      if (spec.headerRow === 0) yield rowOf(line, broken, cells, names);
    }
  }
}

async function* onlyRows(items: AsyncIterable<readonly string[] | SourceRow>): AsyncGenerator<SourceRow> {
  for await (const item of items) if (!Array.isArray(item)) yield item as SourceRow;
}

async function* batches(records: AsyncIterable<CsvRecord>): AsyncGenerator<readonly CsvRecord[]> {
  let batch: CsvRecord[] = [];
  for await (const record of records) {
    if (record.text === "") continue;
    batch.push(record);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function cellsOf(batch: readonly CsvRecord[], { delimiter, quote }: FileSpec) {
  const sound = batch.filter((record) => !record.broken);
  const text = sound.map((record) => record.text).join("\n");
  const options = { delimiter, quote, escape: quote, record_delimiter: "\n", relax_column_count: true };
  const parsed = sound.length === 0 ? [] : parse(text, options);
  if (parsed.length !== sound.length) throw new Error(`${sound.length} records were parsed as ${parsed.length}`);
  let at = 0;
  return batch.map(({ line, broken, text: raw }) => ({ line, broken, cells: broken ? [raw] : (parsed[at++] ?? []) }));
}

function rowOf(line: number, broken: boolean, cells: readonly string[], names: readonly string[]): SourceRow {
  const named = new Map(cells.flatMap((cell, i) => (i < names.length ? [[names[i] ?? "", cell] as const] : [])));
  if (broken) {
    const [zh, en] = [
      "引号不成对或位置不对：格中有引号时，整格须加引号，其中的引号写两个",
      "A quote is unpaired or in the wrong place: a cell that holds a quote is quoted as a whole, and the quote in it is written twice",
    ];
    return { line, cells: named, fault: rejected("bad-quote", `${zh}。`, `${en}.`) };
  }
  if (cells.length === names.length) return { line, cells: named };
  const [has, wants] = [cells.length, names.length];
  const fault = rejected(
    "cell-count",
    `此行有 ${has} 格，表头有 ${wants} 列；格中有分隔符时，整格须加引号。`,
    `The row has ${has} cells, the header ${wants} columns; a cell that holds the delimiter is quoted as a whole.`,
  );
  return { line, cells: named, fault };
}
