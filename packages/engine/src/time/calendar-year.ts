import type { DayPlan } from "./day-plan.ts";
import { dayLength, newYear } from "./local-day.ts";
import { layStretches, type Stretch, type Stretches } from "./stretches.ts";
import type { Span, Zone } from "./zone.ts";

const minute = 60_000;

type Planner = (day: number) => DayPlan;

/** Working time of a year: its slots, each counting what really passes. */
export function workingTime(zone: Zone, plan: Planner, year: number): Stretches {
  const list: Stretch[] = [];
  let total = 0;
  for (const day of daysOf(year)) {
    for (const { start, end } of workedOn(zone, plan, day)) {
      list.push({ start, end, base: total, done: 0, length: dayLength });
      total += end - start;
    }
  }
  return layStretches(list, total);
}

/** Workdays of a year, each growing through its slots to one day, however many hours it has. */
export function workedDays(zone: Zone, plan: Planner, year: number): Stretches {
  const list: Stretch[] = [];
  let total = 0;
  for (const day of daysOf(year)) {
    const spans = workedOn(zone, plan, day);
    const length = spans.reduce((sum, { start, end }) => sum + end - start, 0);
    let done = 0;
    for (const { start, end } of spans) {
      list.push({ start, end, base: total, done, length });
      done += end - start;
    }
    if (length > 0) total += dayLength;
  }
  return layStretches(list, total);
}

/** Workdays of a year, each growing from midnight to midnight as walls show it: it leaps where clocks jump ahead and waits where they go back. */
export function wallDays(zone: Zone, plan: Planner, year: number): Stretches {
  const list: Stretch[] = [];
  let total = 0;
  for (const day of daysOf(year)) {
    if (workedOn(zone, plan, day).length === 0) continue;
    const [midnight, end] = [day * dayLength, zone.instantOf((day + 1) * dayLength)];
    let start = zone.instantOf(midnight);
    let shown = midnight;
    for (const { at, before, after } of zone.jumps(start, end)) {
      list.push({ start, end: at, base: total + shown - midnight, done: 0, length: dayLength });
      shown = Math.max(before, after);
      start = at + Math.max(0, before - after);
    }
    list.push({ start, end, base: total + shown - midnight, done: 0, length: dayLength });
    total += dayLength;
  }
  return layStretches(list, total);
}

function daysOf(year: number): readonly number[] {
  const first = newYear(year);
  return Array.from({ length: newYear(year + 1) - first }, (_, i) => first + i);
}

/** What is worked on a day, in order: while walls show a time within its slots, so nothing of an hour that is left out, and twice of one that is repeated. */
function workedOn(zone: Zone, plan: Planner, day: number): readonly Span[] {
  const midnight = day * dayLength;
  const spans = plan(day).slots.flatMap(([from, until]) => zone.shows(midnight + from * minute, midnight + until * minute));
  if (spans.length < 2) return spans;
  // Where clocks go back over midnight, what they show of the day before once more belongs to the day that has begun.
  const next = zone.instantOf(midnight + dayLength);
  return spans.filter(({ start }) => start < next).toSorted((one, other) => one.start - other.start);
}
