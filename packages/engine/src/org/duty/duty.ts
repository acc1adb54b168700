import * as z from "zod";
import { codeSchema, labelSchema } from "../../model/schema.ts";
import { timeSchema, weekdays } from "../../time/calendar.ts";
import { dateSchema } from "../../time/holidays.ts";
import { wallSchema } from "../../time/wall.ts";

const peopleSchema = z.array(codeSchema).min(1).max(100);

/**
 * A duty roster: who of those who hold a role is on duty where and when, on the walls of the tenant. Several may be at once. A shift goes
 * before the weekly pattern of its unit, so that whoever swaps writes a shift.
 */
export const dutySchema = z.strictObject({
  id: codeSchema,
  label: labelSchema,
  role: codeSchema,
  shifts: z
    .array(z.strictObject({ unit: codeSchema, people: peopleSchema, from: wallSchema, until: wallSchema }))
    .max(20_000)
    .optional(),
  weekly: z
    .array(
      z.strictObject({
        unit: codeSchema,
        people: peopleSchema,
        days: z.array(z.enum(weekdays)).min(1).max(7),
        from: timeSchema,
        /** Not after `from` it is a time of the next day: a night shift. */
        until: timeSchema,
        /** The first and the last day on which it begins; for ever where they are left out. */
        since: dateSchema.optional(),
        last: dateSchema.optional(),
      }),
    )
    .max(2000)
    .optional(),
  /** Units at which somebody should be on duty at any time. */
  always: z.array(codeSchema).max(20_000).optional(),
});

export type DutyDocument = z.infer<typeof dutySchema>;

export type WeeklyShift = NonNullable<DutyDocument["weekly"]>[number];
