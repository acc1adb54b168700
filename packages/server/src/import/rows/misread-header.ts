import type { Finding } from "@muster/engine";
import { type FileSpec, finding } from "@muster/engine/sources";
import { guessEncoding } from "./guess-encoding.ts";
import { wrongEncoding } from "./wrong-encoding.ts";

const delimiters = [",", ";", "\t", "|", "，", "；"];

/** Why a header has not the columns that are wanted, where it was read otherwise than it was written; undefined where it was read well. */
export async function misreadHeader(
  file: string,
  spec: FileSpec,
  columns: readonly string[],
  wanted: ReadonlySet<string>,
): Promise<Finding | undefined> {
  const [only = "", ...more] = columns;
  const names = (delimiter: string) => only.split(delimiter).map((name) => name.replaceAll(spec.quote, "").trim());
  const delimiter =
    more.length > 0 ? undefined : delimiters.find((each) => names(each).length > 1 && names(each).some((name) => wanted.has(name)));
  if (delimiter !== undefined && delimiter !== spec.delimiter) return wrongDelimiter(delimiter, only);
  if (more.length === 0 && only.includes(spec.quote)) return brokenHeader(only);
  // Bytes that another encoding reads as well come out as signs that nobody wrote.
  const guess = columns.some((name) => /[^\t -~]/.test(name)) ? await guessEncoding(file) : undefined;
  return guess === undefined || guess === spec.encoding ? undefined : wrongEncoding(file, spec);
}

function wrongDelimiter(delimiter: string, header: string): Finding {
  const [written, shown] = [JSON.stringify(delimiter), shortened(header)];
  return finding(
    "/file/delimiter",
    "wrong-delimiter",
    `表头只读出一列：${shown}。各列看来以 ${written} 分隔；请在映射中写 "file": { "delimiter": ${written} }。`,
    `The header reads as one single column, ${shown}. Its columns seem to be parted by ${written}: put "file": { "delimiter": ${written} } into the mapping.`,
  );
}

function brokenHeader(header: string): Finding {
  const shown = shortened(header);
  return finding(
    "",
    "bad-quote",
    `表头的引号不成对或位置不对：${shown}；请在文件中改正。`,
    `A quote in the header is unpaired or in the wrong place: ${shown}; mend it in the file.`,
  );
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
