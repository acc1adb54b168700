import type { ArmedTimer, CountedDelay, Limit } from "../model/ticket.ts";
import type { Calendar } from "./compile-calendar.ts";
import { endOf, isWorking } from "./meter.ts";
import { isSameCalendar } from "./outdated.ts";

/** How a delay was counted, to be counted anew where the calendar becomes another; nothing where time counts as it passes. */
export function countedDelay(
  { amount, unit }: Limit,
  from: number,
  of: string | undefined,
  by: Calendar | undefined,
): CountedDelay | undefined {
  return by && isWorking(unit) ? { amount, unit, from, ...(of !== undefined && { of }), calendar: by.ref } : undefined;
}

/** The timer by the calendars as they are now; undefined where it falls due when it did. */
export function recountTimer(timer: ArmedTimer, calendarOf: (unit: string | undefined) => Calendar | undefined): ArmedTimer | undefined {
  const { counted } = timer;
  const by = counted && calendarOf(counted.of);
  if (!by || isSameCalendar(counted.calendar, by.ref)) return undefined;
  const due = endOf(counted, counted.from, by);
  return due === undefined || due === timer.due ? undefined : { ...timer, due, counted: { ...counted, calendar: by.ref } };
}
