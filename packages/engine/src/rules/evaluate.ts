import type { Label } from "../model/label.ts";
import type { CompiledTable } from "./compile.ts";
import { decideByPolicy } from "./hit-policy.ts";
import { askColumns, matchingRows, type TableInputs } from "./matches.ts";
import type { TableResult } from "./result.ts";

/** Asks a rule table; `rows` are the indexes of the rows that count. Never throws: inputs are plain data, others are refused. */
export function evaluateTable(compiled: CompiledTable, inputs: TableInputs): TableResult {
  const asked = askColumns(compiled, inputs);
  if (asked === undefined) return { ok: false, code: "bad-input", rows: [], detail: unreadable };
  if (typeof asked === "number") return { ok: false, code: "bad-input", rows: [], detail: badInput(compiled, asked, inputs) };
  return decideByPolicy(compiled, matchingRows(compiled, asked, inputs, compiled.table.hitPolicy === "first"), inputs);
}

function badInput(compiled: CompiledTable, index: number, inputs: TableInputs): Label {
  const input = compiled.table.inputs[index];
  const name = input?.name ?? "";
  const value = shown(inputs[name]);
  const [zh, en] = expectations[input?.type ?? "string"];
  const values = input?.values?.slice(0, 20).join(", ");
  return {
    "zh-CN": `输入“${name}”的值 ${value} 不被接受，应为${zh}${values === undefined ? "" : `，且属于：${values}`}；没有值时用 null。`,
    en: `The input “${name}” does not take ${value}: give ${en}${values === undefined ? "" : `, one of ${values}`}, or null for none.`,
  };
}

/** An object may have no text, and its members are no business of a message. */
function shown(value: unknown): string {
  const told = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return told ? String(value).slice(0, 40) : typeof value;
}

const unreadable: Label = {
  "zh-CN": "输入读不出来；请给出一个普通对象，每个输入一个成员，没有值时用 null。",
  en: "The inputs cannot be read: give a plain object with a member for each input, or null for none.",
};

const expectations = {
  string: ["文字", "a text"],
  text: ["文字", "a text"],
  category: ["类别编码（文字）", "a category code (a text)"],
  unit: ["单位编码（文字）", "a unit code (a text)"],
  number: ["有限的数字", "a finite number"],
  boolean: ["true 或 false", "true or false"],
  date: ["日期文字，如 2026-11-23", "a date such as 2026-11-23"],
} as const;
