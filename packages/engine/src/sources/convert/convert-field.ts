import type { Json } from "../../model/json.ts";
import type { FieldSpec } from "../mapping/field-schema.ts";
import type { FieldsMapping } from "../mapping/mapping.ts";
import { flagged, isRejection, rejected, type Reason } from "../reason.ts";
import { cellText, type Cell } from "../cell.ts";
import { cellName } from "../mapping/cell-name.ts";
import { compileFormat, isDay, wallTimeOf, type ReadTime } from "./date-format.ts";
import { instantIn } from "./instant.ts";
import { readLimit } from "./limit.ts";
import { compilePattern } from "./pattern.ts";
import { reshape } from "./reshape.ts";
import { sheetFault } from "./sheet-fault.ts";

/** A field of one row: its value, absent where it is empty, and what there is to say. */
export interface Converted {
  readonly value?: Json | undefined;
  readonly reasons: readonly Reason[];
}

export type ConvertField = (cell: Cell) => Converted;

/** Compiles a field: from here on only values come in. */
export function compileField(name: string, field: FieldSpec, { time, empty }: Pick<FieldsMapping, "time" | "empty">): ConvertField {
  const column = cellName(name, field);
  const empties = new Set(["", ...empty]);
  const pattern = field.extract === undefined ? undefined : compilePattern(field.extract);
  const known = new Map(Object.entries(field.map ?? {}).map(([key, value]) => [fold(key), value]));
  const format = compileFormat(field.format ?? "iso");
  const read: ReadTime = format.ok ? format.read : () => undefined;
  const around = { zone: field.zone ?? time?.zone ?? "UTC", gap: time?.gap ?? "reject", overlap: time?.overlap ?? "reject" } as const;
  const isKnown = (text: string) => empties.has(text) || known.has(fold(text));
  return (cell) => {
    const fault = sheetFault(cell, column, isKnown);
    if (fault) return { reasons: [fault] };
    if (cell instanceof Date && field.type === "instant") return toInstant(wallTimeOf(new Date(Math.round(cell.getTime() / 1000) * 1000)));
    const plain = textOf(cell);
    if (plain === undefined)
      return {
        reasons: [
          rejected("inexact", "数字过长，已失真；请在表格中存为文本。", "The number is too long to be exact; store it as text.", column),
        ],
      };
    const { text, reasons, unknown } = reshape(plain, field, pattern, empties, column);
    if (unknown) return resolve(text, reasons);
    if (text === "") return missing(reasons);
    if (field.map) {
      const mapped = known.get(fold(text));
      return mapped === undefined ? resolve(text, reasons) : { value: mapped, reasons };
    }
    const typed = toType(text);
    return typed ? { ...typed, reasons: [...reasons, ...typed.reasons] } : resolve(text, reasons);
  };

  function fold(text: string): string {
    return field.anyCase ? text.toLowerCase() : text;
  }

  function toType(text: string): Converted | undefined {
    switch (field.type) {
      case "text":
        return { value: text, reasons: [] };
      case "number": {
        const number = Number(text.replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, ""));
        return Number.isFinite(number) ? { value: number, reasons: [] } : undefined;
      }
      case "boolean": {
        const word = text.toLowerCase();
        return word === "true" || word === "false" ? { value: word === "true", reasons: [] } : undefined;
      }
      case "instant": {
        const found = read(text);
        if (!found) return undefined;
        return "epoch" in found ? { value: found.epoch, reasons: [] } : toInstant(found);
      }
      case "limit": {
        const found = readLimit(text, field.limit ?? { units: {}, aliases: {}, read: {} }, column);
        return found && { value: found.limit, reasons: found.reason ? [found.reason] : [] };
      }
    }
  }

  function toInstant(wall: Parameters<typeof instantIn>[0]): Converted {
    if (!isDay(wall)) {
      const text = `${wall.year}-${wall.month}-${wall.day} ${wall.hour}:${wall.minute}:${wall.second}`;
      return { reasons: [rejected("no-such-time", `没有这样的时间：${text}。`, `There is no such time: ${text}.`, column)] };
    }
    const { epoch, reason } = instantIn(wall, around.zone, around, column);
    return { value: epoch, reasons: reason ? [reason] : [] };
  }

  function missing(reasons: readonly Reason[]): Converted {
    if (field.default !== undefined) return { value: field.default, reasons };
    if (!field.required || reasons.some(isRejection)) return { reasons };
    return { reasons: [...reasons, rejected("missing", `“${column}”必须有值。`, `"${column}" must have a value.`, column)] };
  }

  /** What the mapping says becomes of a value that it does not know. */
  function resolve(text: string, reasons: readonly Reason[]): Converted {
    const { otherwise } = field;
    const shown = JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
    const [zh, en] = [`无法识别“${column}”的值 ${shown}`, `"${column}" has ${shown}, which the mapping does not know`];
    if (otherwise === "reject") return { reasons: [...reasons, rejected("unknown-value", `${zh}。`, `${en}.`, column)] };
    if (otherwise === "empty") return missing(reasons);
    if (otherwise === "keep") return { value: text, reasons };
    if (otherwise === "flag") return missing([...reasons, flagged("unknown-value", `${zh}；留空。`, `${en}; left empty.`, column)]);
    const { use, flag } = otherwise;
    const said = flag ? [flagged("unknown-value", `${zh}；取 ${use}。`, `${en}; ${use} is taken.`, column)] : [];
    return { value: use, reasons: [...reasons, ...said] };
  }
}

/** A cell as text; undefined for a number that has lost digits on the way. */
function textOf(cell: Cell): string | undefined {
  return typeof cell === "number" && Number.isInteger(cell) && !Number.isSafeInteger(cell) ? undefined : cellText(cell);
}
