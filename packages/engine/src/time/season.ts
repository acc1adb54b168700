import * as z from "zod";
import { rule } from "../model/issue-label.ts";
import type { Season } from "../model/ticket.ts";
import { dayOf, monthDayOf } from "./local-day.ts";

const monthDaySchema = z
  .string()
  .refine(
    (day) => !Number.isNaN(dayOf(`2024-${day}`)),
    rule("应为真实存在的月和日，如 05-01", "give month and day that some year has, such as 05-01"),
  );

/** A part of each year, both days included; one that ends before it begins spans the new year. */
export const seasonSchema = z.strictObject({ from: monthDaySchema, until: monthDaySchema });

/** Whether the day, counted since 1970-01-01, falls into the season. */
export function isInSeason({ from, until }: Season, day: number): boolean {
  const monthDay = monthDayOf(day);
  return from <= until ? from <= monthDay && monthDay <= until : monthDay >= from || monthDay <= until;
}
