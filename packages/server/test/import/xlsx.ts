import { deflateRawSync } from "node:zlib";

type Cell =
  | string
  | number
  | null
  | { readonly date: number }
  | { readonly error: string }
  | { readonly formula: string; readonly result?: number };

/** The bytes of a small XLSX file (ECMA-376): sheets by name, rows of cells; a date is a serial number in a date style, a formula may be without a result; `merged` are ranges of the first sheet. */
export function xlsx(sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>, merged: readonly string[] = []): Uint8Array {
  const names = Object.keys(sheets);
  const ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const list = names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i + 1}"/>`).join("");
  const links = names
    .map((_, i) => `<Relationship Id="r${i + 1}" Type="${rel}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`)
    .join("");
  return zip({
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "xl/workbook.xml": `<workbook ${ns} xmlns:r="${rel}"><sheets>${list}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links}<Relationship Id="s" Type="${rel}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet ${ns}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(
      Object.values(sheets).map((rows, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetOf(rows, ns, i === 0 ? merged : [])]),
    ),
  });
}

function sheetOf(rows: readonly (readonly Cell[])[], ns: string, merged: readonly string[]): string {
  const body = rows.map(
    (cells, i) => `<row r="${i + 1}">${cells.map((cell, at) => cellOf(cell, `${String.fromCodePoint(65 + at)}${i + 1}`)).join("")}</row>`,
  );
  const ranges = merged.length === 0 ? "" : `<mergeCells>${merged.map((range) => `<mergeCell ref="${range}"/>`).join("")}</mergeCells>`;
  return `<worksheet ${ns}><sheetData>${body.join("")}</sheetData>${ranges}</worksheet>`;
}

function cellOf(cell: Cell, at: string): string {
  if (cell === null) return "";
  if (typeof cell === "number") return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === "object" && "error" in cell) return `<c r="${at}" t="e"><f>A1</f><v>${cell.error}</v></c>`;
  if (typeof cell === "object" && "formula" in cell) return `<c r="${at}"><f>${cell.formula}</f><v>${cell.result ?? ""}</v></c>`;
  if (typeof cell === "object") return `<c r="${at}" s="1"><v>${cell.date}</v></c>`;
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${cell}</t></is></c>`;
}

/** A ZIP archive (APPNOTE 6.3): local headers with their data, then the directory. */
function zip(files: Readonly<Record<string, string>>): Uint8Array {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [bytes, title] = [Buffer.from(text), Buffer.from(name)];
    const data = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc(bytes), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, title, data]);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), common, end, title]));
    locals.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const tail = Buffer.alloc(18);
  tail.writeUInt16LE(directory.length, 4);
  tail.writeUInt16LE(directory.length, 6);
  tail.writeUInt32LE(entries.length, 8);
  tail.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, entries, Buffer.from("PK\u0005\u0006"), tail]);
}

/** CRC-32 as ZIP wants it; node:zlib has one only since 20.15. */
function crc(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xed_b8_83_20 : 0);
  }
  return ~sum >>> 0;
}
