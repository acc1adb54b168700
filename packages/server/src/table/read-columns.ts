import { cellAddress } from "./cell-address.ts";
import type { CellReader } from "./cell-reader.ts";
import type { OpenedSheet } from "./open-workbook.ts";
import { columnKinds, columnLines, keyIn } from "./sheet-layout.ts";

/** The columns of a sheet of rules, each with where it stands in the sheet. */
export interface SheetColumns {
  readonly inputs: readonly SheetColumn[];
  readonly outputs: readonly SheetColumn[];
  /** The column of notes. */
  readonly note: number | undefined;
  /** How many columns of the sheet belong to the table. */
  readonly width: number;
}

export interface SheetColumn {
  /** 1 is the one after the ids. */
  readonly at: number;
  readonly type: string;
  readonly column: Readonly<Record<string, unknown>>;
}

/** Reads what the lines above the rules say of each column; `head` is the line of the names, the last of them. */
export function readColumns(sheet: OpenedSheet, head: number, cells: CellReader, places: Map<string, string>): SheetColumns {
  const lines = new Map<keyof typeof columnLines, number>();
  for (let row = 0; row <= head; row += 1) {
    const key = keyIn(String(sheet.cells[row]?.[0] ?? ""), columnLines);
    if (key) lines.set(key, row);
  }
  const width = Math.max(...sheet.cells.slice(0, head + 1).map((row) => row.findLastIndex((cell) => cell !== null && cell !== "") + 1));
  const [inputs, outputs]: [SheetColumn[], SheetColumn[]] = [[], []];
  let note: number | undefined;
  for (let at = 1; at < width; at += 1) {
    const written = cellIn(lines.get("kind"), at, cells);
    const kind = keyIn(written, columnKinds);
    if (kind === "note") note = at;
    else if (kind) {
      const list = kind === "input" ? inputs : outputs;
      const place = `/${kind}s/${list.length}`;
      notePlaces(place, lines, at, sheet.name, places);
      list.push(columnAt(at, lines, cells));
    } else sayKind(at, lines.get("kind") ?? head, written, cells);
  }
  return { inputs, outputs, note, width };
}

function columnAt(at: number, lines: ReadonlyMap<keyof typeof columnLines, number>, cells: CellReader): SheetColumn {
  const cell = (key: keyof typeof columnLines) => cellIn(lines.get(key), at, cells);
  const type = cell("type").normalize("NFKC").trim();
  const row = lines.get("values");
  const values = row === undefined ? "" : cells.feel(row, at, type);
  const otherwise = lines.get("default");
  const fallback = otherwise === undefined ? "" : cells.feel(otherwise, at, type);
  const column = {
    name: cell("id"),
    label: { "zh-CN": cell("zh-CN"), en: cell("en") },
    type,
    ...(values.trim() !== "" && { values: valuesIn(values, row ?? 0, at, cells) }),
    ...(fallback !== "" && { default: fallback }),
  };
  return { at, type, column };
}

function cellIn(row: number | undefined, at: number, cells: CellReader): string {
  return row === undefined ? "" : cells.text(row, at);
}

/** A list of JSON texts or numbers; something else stays as it is, and the check says that it is no list. */
function valuesIn(text: string, row: number, at: number, cells: CellReader): unknown {
  try {
    return JSON.parse(`[${text}]`) as unknown;
  } catch {
    cells.say(
      "error",
      row,
      at,
      "values",
      `${cellAddress(row, at)} 应逐一列出取值，如 "高", "低" 或 1, 2, 3。`,
      `${cellAddress(row, at)} must list values, such as "high", "low" or 1, 2, 3.`,
    );
    return text;
  }
}

function notePlaces(
  place: string,
  lines: ReadonlyMap<keyof typeof columnLines, number>,
  at: number,
  sheet: string,
  places: Map<string, string>,
): void {
  const parts = { id: "/name", type: "/type", "zh-CN": "/label/zh-CN", en: "/label/en", values: "/values", default: "/default", kind: "" };
  for (const [key, row] of lines) places.set(`${place}${parts[key]}`, `${sheet}!${cellAddress(row, at)}`);
}

function sayKind(at: number, row: number, written: string, cells: CellReader): void {
  const kinds = Object.values(columnKinds);
  cells.say(
    "error",
    row,
    at,
    "column-kind",
    `${cellAddress(row, at)} 应写明这一列是 ${kinds.join("、")} 之一，而不是“${written}”；此列没有读取。`,
    `${cellAddress(row, at)} must say what this column is, one of ${kinds.join(", ")}, not “${written}”; the column was not read.`,
  );
}
