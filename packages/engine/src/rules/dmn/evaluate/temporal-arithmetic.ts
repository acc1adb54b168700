import { duration, FeelDate, FeelDateTime, FeelDuration } from "feelin";
import type { Operator } from "../../feel/arithmetic.ts";
import { byFeelin } from "./by-feelin.ts";
import { exactly } from "./exactly.ts";

/**
 * Arithmetic of durations and moments (DMN 1.5, table 54) where feelin has none or another: durations times and over numbers, days with hours
 * added, moments in different zones. Undefined for what feelin does as DMN says.
 */
export const withTime: Readonly<Record<Operator, (a: unknown, b: unknown) => unknown>> = {
  "+": (a, b) => (isDay(a, b) || isDay(b, a) ? byFeelin("date(a + b)", { a, b }) : undefined),
  "-": (a, b) => {
    if (isDay(a, b)) return byFeelin("date(a - b)", { a, b });
    return isMoment(a) && isMoment(b) ? between(a, b) : undefined;
  },
  "*": (a, b) => {
    if (a instanceof FeelDuration && typeof b === "number") return scaled(a, "*", b);
    return typeof a === "number" && b instanceof FeelDuration ? scaled(b, "*", a) : undefined;
  },
  "/": (a, b) => {
    if (!(a instanceof FeelDuration)) return undefined;
    if (typeof b === "number") return scaled(a, "/", b);
    return b instanceof FeelDuration ? ratio(a, b) : undefined;
  },
};

/** A day and days or hours added to it are a day again. */
function isDay(day: unknown, more: unknown): boolean {
  return day instanceof FeelDate && more instanceof FeelDuration && !more.yearsMonths;
}

type Moment = FeelDate | FeelDateTime;

function isMoment(value: unknown): value is Moment {
  return value instanceof FeelDate || value instanceof FeelDateTime;
}

/** What lies between two moments, a day beginning at midnight UTC; null between one with a zone and one without. */
function between(a: Moment, b: Moment): unknown {
  const [left, right] = [offsetOf(a), offsetOf(b)];
  if (a instanceof FeelDate && b instanceof FeelDate) return undefined;
  if ((left === null) !== (right === null)) return null;
  return left === null ? undefined : byFeelin("a - b - (left - right)", { a, b, left, right });
}

function offsetOf(moment: Moment): FeelDuration | null {
  return moment instanceof FeelDate ? duration("PT0S") : moment["time offset"];
}

/** A duration times or over a number; months are whole. */
export function scaled(value: FeelDuration, operator: "*" | "/", by: number): FeelDuration | null {
  const amount = exactly(operator, sizeOf(value), by);
  if (amount === null) return null;
  const [sign, size] = [amount < 0 ? "-" : "", Math.abs(amount)];
  // Nine places are all that a duration keeps of a second.
  return duration(value.yearsMonths ? `${sign}P${Math.trunc(size)}M` : `${sign}PT${size.toFixed(9)}S`);
}

function ratio(a: FeelDuration, b: FeelDuration): number | null {
  return a.yearsMonths === b.yearsMonths ? exactly("/", sizeOf(a), sizeOf(b)) : null;
}

/** In months, or in seconds. */
function sizeOf(value: FeelDuration): number {
  const all = value.unwrap();
  return value.yearsMonths ? all.years * 12 + all.months : all.total("seconds");
}
