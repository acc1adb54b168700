import type { Finding } from "@muster/engine";
import { type FileSpec, finding } from "@muster/engine/sources";
import { basename } from "node:path";
import { guessEncoding } from "./guess-encoding.ts";

/** That a file is not of the encoding that the mapping declares, with what it looks like. */
export async function wrongEncoding(file: string, { encoding }: FileSpec): Promise<Finding> {
  const [name, guess] = [basename(file), await guessEncoding(file)];
  if (guess === "xlsx" || guess === "xls") return noText(name, guess);
  const [zh, en] =
    guess === undefined || guess === encoding
      ? [
          `也看不出是哪种编码；请用表格软件打开，另存为“CSV UTF-8”`,
          `nor is it plain what else it is; open it in a spreadsheet program and save it as "CSV UTF-8"`,
        ]
      : [
          `看来是 ${called(guess)}；请在映射中写 "file": { "encoding": "${guess}" }`,
          `it looks like ${called(guess)}: put "file": { "encoding": "${guess}" } into the mapping`,
        ];
  return finding(
    "/file/encoding",
    "bad-encoding",
    `${name} 不是 ${called(encoding)} 编码，${zh}。`,
    `${name} is not ${called(encoding)}; ${en}.`,
  );
}

function noText(name: string, kind: "xlsx" | "xls"): Finding {
  if (kind === "xls")
    return finding(
      "",
      "is-xls",
      `${name} 是旧的 Excel 格式（.xls），不是 CSV；请另存为 .xlsx 或“CSV UTF-8”。`,
      `${name} is an old Excel file (.xls), no CSV; save it as .xlsx or "CSV UTF-8".`,
    );
  return finding(
    "",
    "is-xlsx",
    `${name} 是 XLSX，不是 CSV；请把文件名改为 .xlsx 结尾，或在映射中写 "file": { "format": "xlsx" }。`,
    `${name} is an XLSX file, no CSV; name it .xlsx, or put "file": { "format": "xlsx" } into the mapping.`,
  );
}

/** What people know the encoding as. */
function called(encoding: FileSpec["encoding"]): string {
  return { "utf-8": "UTF-8", gb18030: "GB18030 (GBK)", "utf-16le": "UTF-16", "windows-1252": "Windows-1252" }[encoding];
}
