import type { Label } from "../model/label.ts";
import { weekdays, type CalendarDocument, type Weekday } from "./calendar.ts";
import { daysIn, type HolidaysDocument } from "./holidays.ts";
import { dayOf, monthDayOf, weekdayOf, yearOf } from "./local-day.ts";
import { isInSeason } from "./season.ts";

/** From and until, in minutes after the wall's midnight. */
export type Slot = readonly [from: number, until: number];

/** What makes a day as it is. */
export type Reason = "week" | "season" | "holiday" | "make-up" | "local";

/** What a calendar plans for a day. */
export interface DayPlan {
  readonly slots: readonly Slot[];
  readonly reason: Reason;
  /** What the holiday is called. */
  readonly name?: Label;
}

type Week = CalendarDocument["week"];

/** The plan of any day. */
export function dayPlanner(calendar: CalendarDocument, holidays: HolidaysDocument | undefined): (day: number) => DayPlan {
  const listed = new Map<number, DayPlan>();
  const makeUp = calendar.makeUp ?? "mon";
  const seasonOn = (day: number) => calendar.seasons?.find((season) => isInSeason(season, day))?.week;
  const weeks = (calendar.weeks ?? []).map(({ since, week }) => ({ since: dayOf(since), week })).toSorted((a, b) => b.since - a.since);
  const weekOn = (day: number) => seasonOn(day) ?? weeks.find(({ since }) => since <= day)?.week ?? calendar.week;
  for (const { off, makeUp: worked } of Object.values(holidays?.years ?? {})) {
    for (const [days, name] of Object.entries(off)) {
      const label = holidays?.names[name];
      for (const day of daysIn(days)) listed.set(day, { slots: [], reason: "holiday", ...(label && { name: label }) });
    }
    for (const day of worked.map(dayOf)) listed.set(day, { slots: slotsOf(weekOn(day), makeUp), reason: "make-up" });
  }
  for (const [date, slots] of Object.entries(calendar.days ?? {})) listed.set(dayOf(date), { slots: slots.map(minutes), reason: "local" });
  return (day) => {
    const found = listed.get(day);
    if (found) return found;
    const weekday = weekdays[weekdayOf(day)] ?? "mon";
    return { slots: slotsOf(weekOn(day), weekday), reason: seasonOn(day) ? "season" : "week" };
  };
}

/** The years whose holidays are known; undefined where the calendar follows no list, so that none is unknown. */
export function knownYears(calendar: CalendarDocument, holidays: HolidaysDocument | undefined): ReadonlySet<number> | undefined {
  return calendar.holidays === undefined ? undefined : new Set(Object.keys(holidays?.years ?? {}).map(Number));
}

/**
 * The last days of December that the list of the next year may still change. The week before New Year: of the lists from 2008 to 2026 four
 * (2008, 2012, 2019, 2023) name days of the December before, the earliest the 29th; and a week holds whichever weekend next to New Year
 * may be worked.
 */
const openDecember = "12-25";

/** Whether all that is planned from the one day to the other is known, so that no list yet to be published changes it. */
export function isKnown(known: ReadonlySet<number>, from: number, until: number): boolean {
  const last = yearOf(until) + (monthDayOf(until) >= openDecember ? 1 : 0);
  for (let year = yearOf(from); year <= last; year += 1) if (!known.has(year)) return false;
  return true;
}

function slotsOf(week: Week, weekday: Weekday): readonly Slot[] {
  return (week[weekday] ?? []).map(minutes);
}

function minutes([from, until]: readonly [string, string]): Slot {
  return [minuteOf(from), minuteOf(until)];
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
