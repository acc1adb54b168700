import type { Grant } from "../model/clock.ts";
import type { Limit, LimitUnit } from "../model/ticket.ts";
import type { Calendar } from "./compile-calendar.ts";
import { dayLength } from "./local-day.ts";
import { continuous, type Measure } from "./measure.ts";

/** How amounts of one unit are counted. */
export interface Meter {
  readonly measure: Measure;
  /** The count of one unit. */
  readonly scale: number;
  /** What does not count when a clock starts at the instant: the rest of the first day, where the last one counts to its end. */
  readonly head: (instant: number) => number;
}

const hour = 3_600_000;

const none = (): number => 0;

/** The meter of a unit; undefined for working time where there is no calendar. */
export function meterOf(unit: LimitUnit, calendar: Calendar | undefined): Meter | undefined {
  switch (unit) {
    case "urgent-hour":
      return { measure: continuous, scale: hour, head: none };
    case "natural-day":
      return { measure: continuous, scale: dayLength, head: none };
    case "work-hour":
      return calendar && { measure: calendar.workingTime, scale: hour, head: none };
    case "work-day":
      return calendar && workDays(calendar);
  }
}

/** Whether only a calendar can count the unit. */
export function isWorking(unit: LimitUnit): boolean {
  return unit === "work-hour" || unit === "work-day";
}

/** When an amount that starts at the instant ends, if nothing interrupts it; undefined where it cannot be counted. */
export function endOf({ amount, unit }: Limit, from: number, calendar: Calendar | undefined): number | undefined {
  const meter = meterOf(unit, calendar);
  return meter?.measure.reach(meter.measure.count(from) + meter.head(from) + Math.round(amount * meter.scale));
}

/** Of what was granted, the rest of the first day, which does not count. */
export function headOf({ reason, amount, unit, budget }: Grant, calendar: Calendar | undefined): number {
  const meter = reason === "limit" ? meterOf(unit, calendar) : undefined;
  return meter ? Math.max(0, budget - Math.round(amount * meter.scale)) : 0;
}

function workDays({ workDay, workingTime, wallDays, workedDays, endOfDay }: Calendar): Meter {
  if (workDay === "same-time") return { measure: wallDays, scale: dayLength, head: none };
  if (workDay === "end-of-day") {
    const rest = (instant: number) => workedDays.count(endOfDay(instant)) - workedDays.count(instant);
    return { measure: workedDays, scale: dayLength, head: rest };
  }
  return { measure: workingTime, scale: Math.round(workDay.hours * hour), head: none };
}
