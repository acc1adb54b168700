import type { CalendarRef } from "../model/clock.ts";
import type { CalendarDocument } from "./calendar.ts";
import { wallDays, workedDays, workingTime } from "./calendar-year.ts";
import { dayPlanner, isKnown, knownYears, type DayPlan } from "./day-plan.ts";
import type { HolidaysDocument } from "./holidays.ts";
import { dayLength } from "./local-day.ts";
import { yearly, type Measure } from "./measure.ts";
import type { Zone } from "./zone.ts";

/** A calendar at one version in its tenant's zone, ready to be asked. */
export interface Calendar {
  readonly ref: CalendarRef;
  readonly zone: Zone;
  readonly workDay: CalendarDocument["workDay"];
  readonly plan: (day: number) => DayPlan;
  /** Milliseconds of working time. */
  readonly workingTime: Measure;
  /** Workdays of 24 h, each growing through its own slots. */
  readonly workedDays: Measure;
  /** Workdays of 24 h, each growing from midnight to midnight. */
  readonly wallDays: Measure;
  /** Whether the holidays of every year between the two instants are known, and of the next where its list may reach back: what is counted there will not change. */
  readonly knows: (from: number, until: number) => boolean;
  /** The end of the day that walls show at the instant. */
  readonly endOfDay: (instant: number) => number;
}

export interface CalendarSource {
  readonly version: number;
  readonly calendar: CalendarDocument;
  readonly holidays?: { readonly version: number; readonly list: HolidaysDocument } | undefined;
}

/** Indexes a checked calendar; a year is laid out when it is first asked for. */
export function compileCalendar({ version, calendar, holidays }: CalendarSource, zone: Zone): Calendar {
  const plan = dayPlanner(calendar, holidays?.list);
  const known = knownYears(calendar, holidays?.list);
  const dayAt = (instant: number) => Math.floor(zone.wallAt(instant) / dayLength);
  return {
    ref: { id: calendar.id, version, zone: zone.id, ...(holidays && { holidays: { id: holidays.list.id, version: holidays.version } }) },
    zone,
    workDay: calendar.workDay,
    plan,
    workingTime: yearly(zone, (year) => workingTime(zone, plan, year)),
    workedDays: yearly(zone, (year) => workedDays(zone, plan, year)),
    wallDays: yearly(zone, (year) => wallDays(zone, plan, year)),
    knows: (from, until) => !known || isKnown(known, dayAt(from), dayAt(until)),
    endOfDay: (instant) => zone.instantOf((dayAt(instant) + 1) * dayLength),
  };
}
