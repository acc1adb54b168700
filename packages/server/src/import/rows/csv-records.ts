import type { Line } from "./decode.ts";

/** The text of one CSV record, which may span lines, or a line that is no record because its quotes do not fit. */
export interface CsvRecord {
  readonly line: number;
  readonly text: string;
  readonly broken: boolean;
}

/** More lines than this in one cell is a quote that was never closed. */
const longestRecord = 10_000;

/**
 * Splits lines into records. Where quotes do not fit, that one line is given up and reading goes on with the next,
 * so that a stray quote costs a row and not the rest of the file.
 */
export async function* csvRecords(source: AsyncIterable<Line>, delimiter: string, quote: string): AsyncGenerator<CsvRecord> {
  const iterator = source[Symbol.asyncIterator]();
  const wellFormed = shapeOf(delimiter, quote);
  /** Lines to be read again, the next one last. */
  const back: Line[] = [];
  const next = async (): Promise<Line | undefined> => {
    const again = back.pop();
    if (again) return again;
    const read = await iterator.next();
    return read.done === true ? undefined : read.value;
  };
  for (let first = await next(); first; first = await next()) {
    if (!first.text.includes(quote)) {
      yield { line: first.number, text: first.text, broken: false };
      continue;
    }
    const taken = [first];
    let open = isOdd(first.text, quote);
    while (open && taken.length < longestRecord) {
      const line = await next();
      if (!line) break;
      taken.push(line);
      if (isOdd(line.text, quote)) open = false;
    }
    const text = taken.map((line, i) => (i < taken.length - 1 ? line.text + line.ending : line.text)).join("");
    const broken = open || !wellFormed.test(text);
    if (broken) back.push(...taken.slice(1).toReversed());
    yield { line: first.number, text: broken ? first.text : text, broken };
  }
}

function isOdd(text: string, quote: string): boolean {
  return (text.split(quote).length - 1) % 2 === 1;
}

/** Fields that are wholly quoted or hold no quote at all. */
function shapeOf(delimiter: string, quote: string): RegExp {
  const [d, q] = [delimiter, quote].map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`));
  const field = `(?:${q}[^${q}]*(?:${q}${q}[^${q}]*)*${q}|[^${q}${d}\\r\\n]*)`;
  return new RegExp(`^${field}(?:${d}${field})*$`);
}
