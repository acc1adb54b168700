import * as z from "zod";
import { rule } from "../model/issue-label.ts";
import { codeSchema, labelSchema } from "../model/schema.ts";
import { dateSchema } from "./holidays.ts";
import { seasonSchema } from "./season.ts";

/** Weekdays as ISO 8601 numbers them, Monday first. */
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export type Weekday = (typeof weekdays)[number];

/** A time of the day, to the minute. */
export const timeSchema = z
  .string()
  .refine(
    (time) => /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time),
    rule("应为 00:00 到 24:00 的时刻，如 08:30", "this is a time of the day from 00:00 to 24:00, such as 08:30"),
  );

/** From a time of the day to a later one of the same day; a night shift is two. */
const slotSchema = z
  .tuple([timeSchema, timeSchema])
  .refine(
    ([from, until]) => from < until,
    rule("时段须先早后晚；跨夜的分成两段，如 22:00-24:00 和 00:00-06:00", "a slot ends after it begins; split a night shift at 24:00"),
  );

/** In order and apart. */
const slotsSchema = z
  .array(slotSchema)
  .max(24)
  .refine(
    (slots) => slots.every(([from], i) => i === 0 || from >= (slots[i - 1]?.[1] ?? "")),
    rule("时段须按先后排列，不得重叠", "slots come in order and do not overlap"),
  );

const weekSchema = z.partialRecord(z.enum(weekdays), slotsSchema);

/**
 * What N workdays are: N times so many hours of working time; or the same time of the day N workdays on; or `end-of-day`, where the first
 * day does not count and the last ends with its business (Civil Code of China, articles 201 and 203).
 */
const workDaySchema = z.union([z.strictObject({ hours: z.number().positive().max(24) }), z.literal("same-time"), z.literal("end-of-day")]);

/**
 * When an office works, in the zone of its tenant. Where several things speak of one day, the local day goes before the holiday list, the
 * list before the season, the season before the week.
 */
export const calendarSchema = z.strictObject({
  id: codeSchema,
  label: labelSchema,
  /** Working slots by weekday; a weekday that is missing is free. */
  week: weekSchema,
  /**
   * Weeks that came later, each since a day. A calendar speaks of all times, since what was counted may be counted anew: where hours change,
   * the week that was stays.
   */
  weeks: z
    .array(z.strictObject({ since: dateSchema, week: weekSchema }))
    .max(100)
    .optional(),
  /** Another week for a part of each year. */
  seasons: z
    .array(seasonSchema.extend({ week: weekSchema }))
    .max(12)
    .optional(),
  /** The holiday list it follows. Without one it works by its week alone, and no year is unknown. */
  holidays: codeSchema.optional(),
  /** The weekday whose slots a make-up workday has; Monday where absent. */
  makeUp: z.enum(weekdays).optional(),
  /** Local days that are otherwise: their slots, none for a day off. */
  days: z.record(dateSchema, slotsSchema).optional(),
  workDay: workDaySchema,
  /** The kinds of unit that keep it; units of a kind without a calendar keep the one that names none. */
  unitKinds: z.array(codeSchema).max(100).optional(),
});

export type CalendarDocument = z.infer<typeof calendarSchema>;
