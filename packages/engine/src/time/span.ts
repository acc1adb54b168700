import type { Limit } from "../model/ticket.ts";

const hour = 3_600_000;

/** Whole milliseconds of a continuous limit; undefined for working time, whose length only a calendar knows. */
export function span({ amount, unit }: Limit): number | undefined {
  if (unit === "urgent-hour") return Math.round(amount * hour);
  if (unit === "natural-day") return Math.round(amount * 24 * hour);
  return undefined;
}
