import * as z from "zod";
import { rule } from "../model/issue-label.ts";
import { codeSchema, labelSchema } from "../model/schema.ts";
import { dayOf } from "./local-day.ts";

export const dateSchema = z
  .string()
  .refine((date) => !Number.isNaN(dayOf(date)), rule("应为日期，如 2026-10-01", "give a date such as 2026-10-01"));

/** A date, or the first and the last of several as an ISO 8601 interval. */
const daysSchema = z
  .string()
  .refine(
    (days) => daysIn(days).length > 0,
    rule("应为日期或日期区间，如 2026-10-01/2026-10-07", "give a date, or two as in 2026-10-01/2026-10-07"),
  );

const yearSchema = z.strictObject({
  /** Where it was published. */
  source: z.string().max(500).optional(),
  /** Days off by the code of their name. */
  off: z.record(daysSchema, codeSchema),
  /** Make-up workdays (调休上班): worked although the week says they are free. */
  makeUp: z.array(dateSchema),
});

/** Lists of holidays and make-up workdays, year by year as they are published; a year's list may name days of the December before. */
export const holidaysSchema = z.strictObject({
  id: codeSchema,
  label: labelSchema,
  names: z.record(codeSchema, labelSchema),
  years: z.record(
    z.string().refine((year) => /^\d{4}$/.test(year), rule("年份应为四位数字，如 2026", "a year has four digits, such as 2026")),
    yearSchema,
  ),
});

export type HolidaysDocument = z.infer<typeof holidaysSchema>;

/** Longest holiday, in days: a slip in a date must not close an office for a century. */
const longest = 60;

/** The days that a date or an interval names; none where it is neither, goes backwards or is too long. */
export function daysIn(days: string): readonly number[] {
  const [first = "", last = first, more] = days.split("/");
  const [from, until] = [dayOf(first), dayOf(last)];
  if (more !== undefined || !(until >= from) || until - from >= longest) return [];
  return Array.from({ length: until - from + 1 }, (_, i) => from + i);
}
