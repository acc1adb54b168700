import type { Cell, CellTest } from "./cell.ts";
import { atEnd, type Cursor, take, takeLiteral } from "./cursor.ts";

/** Reads literals, comparisons and intervals, negated or not; null for any other notation. */
export function readTests(text: string): (Cell & { readonly type: "tests" }) | null {
  const cursor: Cursor = { text, at: 0 };
  const negated = take(cursor, /\s*not\s*\(/y) !== null;
  const tests: CellTest[] = [];
  do {
    const test = takeComparison(cursor) ?? takeLiteral(cursor) ?? takeInterval(cursor);
    if (!test) return null;
    tests.push(test);
  } while (take(cursor, comma));
  if (negated && !take(cursor, closing)) return null;
  return atEnd(cursor) ? { type: "tests", negated, tests } : null;
}

function takeComparison(cursor: Cursor): CellTest | null {
  const operator = take(cursor, comparison)?.[1];
  const bound = operator === undefined ? null : takeBound(cursor);
  if (operator === undefined || !bound) return null;
  const upward = operator.startsWith(">");
  const included = operator.endsWith("=");
  return {
    type: "range",
    kind: bound.kind,
    low: upward ? bound.value : -Infinity,
    high: upward ? Infinity : bound.value,
    lowIncluded: included,
    highIncluded: included,
  };
}

function takeInterval(cursor: Cursor): CellTest | null {
  const opening = take(cursor, /\s*([[\](])/y)?.[1];
  const from = opening === undefined ? null : takeBound(cursor);
  if (!from || !take(cursor, /\s*\.\./y)) return null;
  const to = takeBound(cursor);
  const end = take(cursor, /\s*([[\])])/y)?.[1];
  if (!to || end === undefined || to.kind !== from.kind) return null;
  const included = { lowIncluded: opening === "[", highIncluded: end === "]" };
  return { type: "range", kind: from.kind, low: from.value, high: to.value, ...included };
}

function takeBound(cursor: Cursor): { readonly kind: "number" | "date"; readonly value: number } | null {
  const literal = takeLiteral(cursor);
  if (literal?.kind !== "number" && literal?.kind !== "date") return null;
  return { kind: literal.kind, value: Number(literal.value) };
}

const comparison = /\s*(<=|>=|<|>)/y;
const comma = /\s*,/y;
const closing = /\s*\)/y;
