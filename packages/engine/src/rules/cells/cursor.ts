import { dayNumber } from "../feel/dates.ts";
import type { CellTest } from "./cell.ts";

/** A place in a text that is being read. */
export interface Cursor {
  readonly text: string;
  at: number;
}

/** Steps over the token, and the blanks before it; a token is a sticky pattern. */
export function take(cursor: Cursor, token: RegExp): RegExpExecArray | null {
  token.lastIndex = cursor.at;
  const match = token.exec(cursor.text);
  if (match) cursor.at = token.lastIndex;
  return match;
}

/** Whether nothing but blanks is left. */
export function atEnd(cursor: Cursor): boolean {
  return take(cursor, /\s*$/y) !== null;
}

/** Reads a literal in one of its plain notations; anything else is left to feelin's parser. */
export function takeLiteral(cursor: Cursor): (CellTest & { readonly type: "literal" }) | null {
  const match = take(cursor, literal);
  if (!match) return null;
  const [, text, number, word, date] = match;
  if (text !== undefined) return { type: "literal", kind: "string", value: text };
  // A number of more digits than JavaScript keeps is left as well. Adding 0 makes 0 of -0.
  if (number !== undefined) return hasManyDigits(number) ? null : { type: "literal", kind: "number", value: Number(number) + 0 };
  if (word !== undefined) return word === "null" ? nothing : { type: "literal", kind: "boolean", value: word === "true" };
  const day = dayNumber(date ?? match[5] ?? "");
  return day === null ? null : { type: "literal", kind: "date", value: day };
}

function hasManyDigits(number: string): boolean {
  return number.length > 15 && number.replaceAll(/[-.]/g, "").length > 15;
}

const literal =
  /\s*(?:"([^"\\]*)"|(-?\d{1,15}(?:\.\d{1,15})?)(?!\w)|(true|false|null)(?!\w)|@"(\d{4}-\d\d-\d\d)"|date\(\s*"(\d{4}-\d\d-\d\d)"\s*\))/y;
const nothing = { type: "literal", kind: "null", value: null } as const;
