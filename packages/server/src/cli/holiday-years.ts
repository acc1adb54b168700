import { daysIn, dayOf } from "@muster/engine";
import { isDeepStrictEqual } from "node:util";

/** What importing does to one year of a holiday list. */
export interface YearChange {
  readonly year: string;
  readonly change: "added" | "changed" | "unchanged";
  /** How many days it names; where it changed, how many differ. */
  readonly days: number;
}

type Document = Readonly<Record<string, unknown>>;

interface Year {
  readonly off: Document;
  readonly makeUp: readonly unknown[];
}

/**
 * The published list with the years of another: each comes whole, the others stay, and so does what the list is called. Where every year is
 * as published, so is the list. What is no list is left for the check to refuse.
 */
export function addYears(published: unknown, imported: unknown): { readonly document: unknown; readonly years: readonly YearChange[] } {
  const [before, now] = [yearsOf(published), yearsOf(imported)];
  if (!now || !isObject(imported)) return { document: imported, years: [] };
  const years = Object.entries(now).map(([year, list]) => compared(year, before?.[year], list));
  if (before && years.every(({ change }) => change === "unchanged")) return { document: published, years };
  const names = { ...(isObject(published) ? (published["names"] as Document) : {}), ...(imported["names"] as Document) };
  const kept = isObject(published) ? { label: published["label"] } : {};
  return { document: { ...imported, ...kept, names, years: { ...before, ...now } }, years };
}

function compared(year: string, before: unknown, now: unknown): YearChange {
  const [old, fresh] = [daysOf(before), daysOf(now)];
  if (before === undefined) return { year, change: "added", days: fresh.size };
  if (isDeepStrictEqual(before, now)) return { year, change: "unchanged", days: fresh.size };
  const differing = [...new Set([...old.keys(), ...fresh.keys()])].filter((day) => old.get(day) !== fresh.get(day));
  return { year, change: "changed", days: differing.length };
}

/** Every day that the year names, as a number, and what it is. */
function daysOf(year: unknown): ReadonlyMap<number, unknown> {
  if (!isYear(year)) return new Map();
  const off = Object.entries(year.off).flatMap(([days, name]) => daysIn(days).map((day) => [day, name] as const));
  return new Map([...off, ...year.makeUp.map((day) => [dayOf(String(day)), "make-up"] as const)]);
}

function isYear(year: unknown): year is Year {
  return isObject(year) && isObject(year["off"]) && Array.isArray(year["makeUp"]);
}

function yearsOf(document: unknown): Document | undefined {
  return isObject(document) && isObject(document["years"]) ? document["years"] : undefined;
}

function isObject(value: unknown): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
