import { atEnd, type Cursor, take } from "./cursor.ts";
import type { Formula } from "./formula.ts";

/** Reads a formula of `contains(?, "…")` with and, or, not, commas and parentheses; null for any other notation. */
export function readFormula(text: string): Formula | null {
  return readNegatedList(text) ?? readList({ text, at: 0 });
}

/** In `not(a, b)` as a whole cell the not is one of unary tests and takes a list; elsewhere it is a function of one argument. */
function readNegatedList(text: string): Formula | null {
  const cursor: Cursor = { text, at: 0 };
  if (!take(cursor, negation)) return null;
  const part = takeParts(cursor, "or", comma, takeDisjunction);
  return part && take(cursor, closing) && atEnd(cursor) ? { type: "not", part } : null;
}

function readList(cursor: Cursor): Formula | null {
  const formula = takeParts(cursor, "or", comma, takeDisjunction);
  return formula && atEnd(cursor) ? formula : null;
}

function takeDisjunction(cursor: Cursor): Formula | null {
  return takeParts(cursor, "or", /\s*or(?!\w)/y, takeConjunction);
}

function takeConjunction(cursor: Cursor): Formula | null {
  return takeParts(cursor, "and", /\s*and(?!\w)/y, takeTerm);
}

function takeParts(cursor: Cursor, type: "and" | "or", separator: RegExp, takePart: (cursor: Cursor) => Formula | null): Formula | null {
  const parts: Formula[] = [];
  do {
    const part = takePart(cursor);
    if (!part) return null;
    parts.push(part);
  } while (take(cursor, separator));
  const [first, second] = parts;
  return first && !second ? first : { type, parts };
}

function takeTerm(cursor: Cursor): Formula | null {
  const keyword = take(cursor, contains)?.[1];
  if (keyword !== undefined) return { type: "contains", keyword };
  const negated = take(cursor, negation) !== null;
  if (!negated && !take(cursor, opening)) return null;
  const part = takeDisjunction(cursor);
  if (!part || !take(cursor, closing)) return null;
  return negated ? { type: "not", part } : part;
}

const negation = /\s*not\s*\(/y;
const opening = /\s*\(/y;
const closing = /\s*\)/y;
const comma = /\s*,/y;
// The empty keyword, which every text contains, is left to feelin's parser.
const contains = /\s*contains\(\s*\?\s*,\s*"([^"\\]+)"\s*\)/y;
