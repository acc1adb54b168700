import * as z from "zod";
import { rule } from "../model/issue-label.ts";
import { dayLength, dayOf } from "./local-day.ts";

/** A moment as the tenant's walls show it, to the minute. */
export const wallSchema = z
  .string()
  .refine(
    (text) => /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/.test(text) && !Number.isNaN(dayOf(text.slice(0, 10))),
    rule("应为租户当地的时刻，如 2026-02-12T15:00", "give a moment of the tenant's zone, such as 2026-02-12T15:00"),
  );

/** What the walls show, as milliseconds since 1970-01-01T00:00 on such a clock. */
export function wallOf(text: string): number {
  const [date = "", time = ""] = text.split("T");
  return dayOf(date) * dayLength + timeOf(time);
}

/** A time of the day, `08:30` or `24:00`, as milliseconds since its start. */
export function timeOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes) * 60_000;
}
