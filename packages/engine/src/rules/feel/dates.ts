import { type FeelDate, parseDate } from "feelin";

/** A calendar date `2026-11-23` as days since 1970-01-01; null for anything else. */
export function dayNumber(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const instant = Date.parse(`${text}T00:00:00Z`);
  // Date.parse may roll 2026-02-30 over into March.
  return new Date(instant).getUTCDate() === Number(text.slice(8)) ? instant / 86_400_000 : null;
}

/** A calendar date `2026-11-23` as FEEL holds it; null for anything else. */
export function feelDate(text: string): FeelDate | null {
  return dayNumber(text) === null ? null : parseDate(text);
}
