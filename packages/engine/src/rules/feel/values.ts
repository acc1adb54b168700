import { FeelDate } from "feelin";
import { compareNumbers } from "./arithmetic.ts";
import { isDecimal, isFeelNumber, nearest } from "./decimal.ts";

/** The kinds of value the live subset knows; anything else a scope may hold is "other" and compares with nothing. */
export type Kind = "null" | "boolean" | "number" | "string" | "list" | "context" | "date" | "other";

/** Which kind of FEEL value this is; undefined counts as null. */
export function kindOf(value: unknown): Kind {
  if (value === null || value === undefined) return "null";
  const type = typeof value;
  if (type === "boolean" || type === "number" || type === "string") return type;
  if (Array.isArray(value)) return "list";
  if (value instanceof FeelDate) return "date";
  if (isDecimal(value)) return "number";
  return isContext(value) ? "context" : "other";
}

/** Whether the value is a FEEL context: a plain object. */
export function isContext(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || isDecimal(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** FEEL equality: null where the two cannot be compared (DMN 1.5, 10.3.2.15; a list of one is not its member). */
export function feelEquals(a: unknown, b: unknown): boolean | null {
  if ((a === null) !== (b === null)) return false;
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return null;
  if (kind === "null") return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => feelEquals(item, b[i]) === true);
  if (isContext(a) && isContext(b)) return sameEntries(a, b);
  if (a instanceof FeelDate && b instanceof FeelDate) return a.iso === b.iso;
  if (isFeelNumber(a) && isFeelNumber(b)) return compareNumbers(a, b) === 0;
  return kind === "other" ? null : a === b;
}

/** A FEEL range; a bound of undefined is open. */
export interface Range {
  readonly low: unknown;
  readonly high: unknown;
  readonly lowIncluded: boolean;
  readonly highIncluded: boolean;
}

/** Whether the value lies in the range: null where value and bounds cannot be compared, or no bound is given. */
export function isWithin(value: unknown, { low, high, lowIncluded, highIncluded }: Range): boolean | null {
  if (low === undefined && high === undefined) return null;
  const above = low === undefined ? 1 : compare(value, low);
  const below = high === undefined ? 1 : compare(high, value);
  if (above === null || below === null) return null;
  return (above > 0 || (lowIncluded && above === 0)) && (below > 0 || (highIncluded && below === 0));
}

/** The order of two values of one kind; null where they have none. */
function compare(a: unknown, b: unknown): number | null {
  if (isFeelNumber(a)) return isFeelNumber(b) ? compareNumbers(a, b) : null;
  if (typeof a === "string") return typeof b === "string" ? compareTexts(a, b) : null;
  return a instanceof FeelDate && b instanceof FeelDate ? compareTexts(a.iso, b.iso) : null;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The value as JSON can hold it; a number beyond JavaScript's is null. */
export function plainValue(value: unknown): unknown {
  if (isDecimal(value)) return nearest(value);
  return Array.isArray(value) ? value.map(plainValue) : value;
}

function sameEntries(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && feelEquals(a[key], b[key]) === true);
}
