import type { Finding } from "@muster/engine";
import { type Cell, uncalculated } from "@muster/engine/sources";
import { label } from "../cli/label.ts";
import { cellAddress } from "./cell-address.ts";
import type { OpenedSheet } from "./open-workbook.ts";

/** A finding with the cell it is about, `规则 rules!B7`. */
export interface SheetFinding {
  readonly cell: string;
  readonly finding: Finding;
}

/** Reads cells as texts, and finds those that do not hold what somebody wrote. */
export interface CellReader {
  readonly findings: SheetFinding[];
  readonly addressOf: (row: number, column: number) => string;
  /** What stands in the cell; empty where nothing does. */
  readonly text: (row: number, column: number) => string;
  /** The same of a cell that holds FEEL, in which signs of full width are found. */
  readonly feel: (row: number, column: number, type: string) => string;
  readonly say: (severity: Finding["severity"], row: number, column: number, code: string, zh: string, en: string) => void;
}

export function cellReader({ name, cells, formulas }: OpenedSheet): CellReader {
  const findings: SheetFinding[] = [];
  const say: CellReader["say"] = (severity, row, column, code, zh, en) =>
    void findings.push({
      cell: `${name}!${cellAddress(row, column)}`,
      finding: { severity, code, place: "", message: label(zh, en) },
    });
  const cellAt = (row: number, column: number): Cell => cells[row]?.[column] ?? null;
  const read = (row: number, column: number, type?: string): string => {
    const cell = cellAt(row, column);
    const address = cellAddress(row, column);
    if (cell === uncalculated || (typeof cell === "string" && errorValue.test(cell))) {
      const shown = cell === uncalculated ? "#N/A" : cell;
      say(
        "error",
        row,
        column,
        "cell-error",
        `${address} 是公式错误 ${shown}；请填上文字。`,
        `${address} holds ${shown}, an error of a formula: write a text.`,
      );
      return shown;
    }
    if (formulas.has(address))
      say(
        "warning",
        row,
        column,
        "formula",
        `${address} 是公式，取了它上次算出的值；请改成文字。`,
        `${address} is a formula, of which the last result was taken: write a text.`,
      );
    return cell instanceof Date ? dateText(cell, type, row, column, say) : String(cell ?? "");
  };
  return {
    findings,
    say,
    addressOf: (row, column) => `${name}!${cellAddress(row, column)}`,
    text: (row, column) => read(row, column),
    feel: (row, column, type) => {
      const text = read(row, column, type);
      const wide = wideSigns(text);
      if (wide !== "")
        say(
          "error",
          row,
          column,
          "full-width",
          `${cellAddress(row, column)} 中有全角符号 ${wide}，引号之外请用半角，如 ${wide.normalize("NFKC")}。`,
          `${cellAddress(row, column)} holds ${wide} of full width: outside of quotes write ${plainSigns(wide)}.`,
        );
      return text;
    },
  };
}

const errorValue = /^#(?:REF!|DIV\/0!|VALUE!|NAME\?|NUM!|NULL!|N\/A|SPILL!|CALC!|GETTING_DATA)$/;

/** A spreadsheet makes dates of what looks like one; only in a column of dates is that certainly what was meant. */
function dateText(date: Date, type: string | undefined, row: number, column: number, say: CellReader["say"]): string {
  const day = date.toISOString().slice(0, 10);
  const feel = `@"${day}"`;
  const address = cellAddress(row, column);
  if (type === "date") {
    say("hint", row, column, "date-cell", `${address} 是日期，读作 ${feel}。`, `${address} is a date and was read as ${feel}.`);
    return feel;
  }
  say(
    "error",
    row,
    column,
    "turned-date",
    `${address} 被表格软件变成了日期 ${day}；请先把格式设为文本，再写原来的内容。`,
    `${address} was turned into the date ${day} by the spreadsheet: format the cell as text, then write again what is meant.`,
  );
  return day;
}

/** The signs of full width that stand outside of quotes, each once. */
function wideSigns(text: string): string {
  const outside = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, "");
  return [...new Set(outside.match(/[\uFF01-\uFF5E\u3000\u201C\u201D\u2018\u2019]/g))].join("");
}

function plainSigns(wide: string): string {
  return wide
    .normalize("NFKC")
    .replaceAll(/[\u201C\u201D]/g, '"')
    .replaceAll(/[\u2018\u2019]/g, "'");
}
