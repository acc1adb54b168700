import { FeelDate } from "feelin";

/** The kinds of value the live subset knows; anything else a scope may hold is "other" and compares with nothing. */
export type Kind = "null" | "boolean" | "number" | "string" | "list" | "context" | "date" | "other";

/** Which kind of FEEL value this is; undefined counts as null. */
export function kindOf(value: unknown): Kind {
  if (value === null || value === undefined) return "null";
  const type = typeof value;
  if (type === "boolean" || type === "number" || type === "string") return type;
  if (Array.isArray(value)) return "list";
  if (value instanceof FeelDate) return "date";
  return isContext(value) ? "context" : "other";
}

/** Whether the value is a FEEL context: a plain object. */
export function isContext(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** FEEL equality: null where the two cannot be compared; a list of one equals its member, as feelin has it. */
export function feelEquals(left: unknown, right: unknown): boolean | null {
  if ((left === null) !== (right === null)) return false;
  const a = unwrapped(left);
  const b = unwrapped(right);
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return null;
  if (kind === "null") return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => feelEquals(item, b[i]) === true);
  if (isContext(a) && isContext(b)) return sameEntries(a, b);
  if (a instanceof FeelDate && b instanceof FeelDate) return a.iso === b.iso;
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
export function isWithin(value: unknown, range: Range): boolean | null {
  if (range.low === undefined && range.high === undefined) return null;
  const kind = kindOf(value);
  const point = ordinal(value);
  const low = range.low === undefined ? point : ordinal(range.low);
  const high = range.high === undefined ? point : ordinal(range.high);
  if (point === null || low === null || high === null) return null;
  if (range.low !== undefined && kindOf(range.low) !== kind) return null;
  if (range.high !== undefined && kindOf(range.high) !== kind) return null;
  // FEEL reads [10..1] as [1..10]; an open bound stands for the point itself, which it includes.
  const lowIncluded = range.low === undefined || range.lowIncluded;
  const highIncluded = range.high === undefined || range.highIncluded;
  const closed = range.low !== undefined && range.high !== undefined;
  return closed && low > high
    ? above(point, high, highIncluded) && above(low, point, lowIncluded)
    : above(point, low, lowIncluded) && above(high, point, highIncluded);
}

type Ordinal = number | string;

function ordinal(value: unknown): Ordinal | null {
  if (typeof value === "number" || typeof value === "string") return value;
  return value instanceof FeelDate ? value.iso : null;
}

function above(upper: Ordinal, lower: Ordinal, orEqual: boolean): boolean {
  return upper > lower || (orEqual && upper === lower);
}

function unwrapped(value: unknown): unknown {
  return Array.isArray(value) && value.length < 2 ? (value as readonly unknown[])[0] : value;
}

function sameEntries(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && feelEquals(a[key], b[key]) === true);
}
