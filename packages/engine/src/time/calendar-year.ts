import type { DayPlan } from "./day-plan.ts";
import { dayLength, newYear } from "./local-day.ts";
import { layStretches, type Stretch, type Stretches } from "./stretches.ts";
import type { Zone } from "./zone.ts";

const minute = 60_000;

type Planner = (day: number) => DayPlan;

/** A part of a day that is worked, as instants. */
interface Span {
  readonly start: number;
  readonly end: number;
}

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

/** What is worked on a day; nothing in an hour that the clock leaves out. */
function workedOn(zone: Zone, plan: Planner, day: number): readonly Span[] {
  const midnight = day * dayLength;
  return plan(day).slots.flatMap(([from, until]) => {
    const [start, end] = [zone.instantOf(midnight + from * minute), zone.instantOf(midnight + until * minute)];
    return end > start ? [{ start, end }] : [];
  });
}
