import type { CalendarRef, Clock, Grant } from "../model/clock.ts";
import {
  afterHoursLine,
  dayLine,
  dueLine,
  endedLine,
  firstDayLine,
  freeLine,
  grantedLine,
  neverLine,
  overLine,
  passedLine,
  pausedLine,
  recordedLine,
  type ClockLine,
  type Stretch,
} from "./clock-line.ts";
import { isSameCalendar, isSameUse } from "./outdated.ts";
import { isWorking } from "./meter.ts";
import { recountClock, stateOf } from "./clock.ts";
import type { Calendar } from "./compile-calendar.ts";
import { dayLength } from "./local-day.ts";
import { emptyAt, fullPurse, spend, type Purse } from "./purse.ts";
import { clockTime, sayPlan } from "./say-time.ts";
import type { Zone } from "./zone.ts";

const minute = 60_000;

/** Days that are gone through one by one; beyond that a stretch is told as a whole. */
const mostDays = 400;

/**
 * The arithmetic of a clock line by line: what was granted, day by day what counted of it and why the rest did not, the pauses, and where
 * it ends if nothing changes. What an earlier version of the calendar counted otherwise is told as it was recorded. With `now`, also for how
 * long a clock that still runs has been late.
 */
export function explainClock(clock: Clock, calendar: Calendar | undefined, zone: Zone, now?: number): readonly ClockLine[] {
  const { due, grants, segments } = clock;
  const start = segments[0]?.from ?? 0;
  const purses = grants.map((grant) => fullPurse(grant, calendar));
  const today = calendar && recountClock(clock, calendar).segments;
  const by: Telling = { start, calendar, zone, told: { grants: new Set(grants.slice(0, 1)), days: new Set() } };
  const lines: ClockLine[] = grants.slice(0, 1).map((grant) => grantedLine(grant, start, calendar));
  for (const [i, segment] of segments.entries()) {
    const { from, until = Math.max(from, due ?? from), runs, used, calendar: counted } = segment;
    if (!runs) lines.push(pausedLine(from, segment.until, zone));
    else if (until === from) continue;
    else if (counted && !isSameCalendar(counted, calendar?.ref) && !isSameUse(used, today?.[i]?.used))
      lines.push(recorded({ from, until }, used ?? [], purses, counted, zone));
    else lines.push(...explainSegment({ from, until }, purses, by));
  }
  const ended = segments.at(-1)?.until;
  for (const grant of grants) if (!by.told.grants.has(grant)) lines.push(grantedLine(grant, ended ?? start, calendar));
  const runs = stateOf(clock) === "running";
  const from = Math.max(segments.at(-1)?.from ?? 0, due ?? 0);
  if (runs && due === undefined) lines.push(neverLine(from));
  if (runs && due !== undefined && now !== undefined && now > from) lines.push(overLine(from, undefined, zone));
  if (due !== undefined) lines.push(dueLine(due, clock, zone));
  if (due !== undefined && ended !== undefined) lines.push(endedLine(ended, due, zone));
  return lines;
}

/** By what a clock that began at `start` is told. */
interface Telling {
  readonly start: number;
  readonly calendar: Calendar | undefined;
  readonly zone: Zone;
  /** What a line has said already: which grants there are, and which days were worked on. */
  readonly told: { readonly grants: Set<Grant>; readonly days: Set<number> };
}

function recorded(stretch: Stretch, used: readonly number[], purses: readonly Purse[], by: CalendarRef, zone: Zone): ClockLine {
  for (const [i, purse] of purses.entries()) purse.left -= used[i] ?? 0;
  return recordedLine(
    stretch,
    used,
    purses.map(({ grant }) => grant),
    by,
    zone,
  );
}

function explainSegment({ from, until }: Stretch, purses: readonly Purse[], by: Telling): readonly ClockLine[] {
  const { calendar, zone, told } = by;
  const lines: ClockLine[] = [];
  let at = from;
  for (const purse of purses) {
    if (purse.left <= 0) continue;
    if (!told.grants.has(purse.grant)) lines.push(grantedLine(purse.grant, at, calendar));
    told.grants.add(purse.grant);
    const stretch = { from: at, until: Math.min(until, emptyAt(purse, at, calendar) ?? until) };
    lines.push(...explainStretch(stretch, purse, by));
    at = stretch.until;
    if (at >= until) return lines;
  }
  return [...lines, overLine(at, until, zone)];
}

/** What each day counts, and what makes it free; free days that follow one another are one line. */
function explainStretch(stretch: Stretch, purse: Purse, by: Telling): readonly ClockLine[] {
  const { from, until } = stretch;
  const { calendar, zone } = by;
  const [first, last] = [from, until - 1].map((instant) => Math.floor(zone.wallAt(instant) / dayLength)) as [number, number];
  if (!calendar || !isWorking(purse.grant.unit) || last - first > mostDays)
    return [passedLine(stretch, spend(purse, from, until, calendar), purse, zone, calendar)];
  const lines: ClockLine[] = [];
  for (let day = first; day <= last; day += 1) {
    const run = calendar.plan(day).slots.length === 0 ? freeRun(day, last, calendar) : day;
    const part = {
      from: Math.max(from, zone.instantOf(day * dayLength)),
      until: Math.min(until, zone.instantOf((run + 1) * dayLength)),
    };
    const isFree = calendar.plan(day).slots.length === 0;
    if (part.until > part.from)
      lines.push(...(isFree ? [freeLine(part, day, run, calendar)] : explainDay(part, day, purse, { ...by, calendar })));
    day = run;
  }
  return lines;
}

/** The last of the days from this one on that are free for the same reason. */
function freeRun(day: number, last: number, { plan }: Calendar): number {
  const why = sayPlan(plan(day), day).en;
  let run = day;
  while (run < last && plan(run + 1).slots.length === 0 && sayPlan(plan(run + 1), run + 1).en === why) run += 1;
  return run;
}

/** What a worked day counts; what is left of it after hours needs no line of its own. */
function explainDay(part: Stretch, day: number, purse: Purse, by: Telling & { readonly calendar: Calendar }): readonly ClockLine[] {
  const { start, calendar, zone, told } = by;
  const isFirst = day === Math.floor(zone.wallAt(start) / dayLength);
  const times = timesOn(part, day, purse, calendar);
  const before = purse.head;
  const used = spend(purse, part.from, part.until, calendar);
  const head = before - purse.head;
  if (times === "") return told.days.has(day) ? [] : [afterHoursLine(part, day)];
  told.days.add(day);
  if (head > 0 && used === 0) return [firstDayLine(part, day, times, isFirst)];
  return [dayLine(part, day, times, { used, head: isFirst ? 0 : head }, purse, calendar)];
}

/** The times of the day that count: those within its slots, or all where the day counts from midnight to midnight. */
function timesOn({ from, until }: Stretch, day: number, { grant }: Purse, { zone, plan, workDay }: Calendar): string {
  const [start, end] = [zone.wallAt(from), zone.wallAt(until)];
  const slots = grant.unit === "work-day" && workDay === "same-time" ? [[0, 24 * 60] as const] : plan(day).slots;
  return slots
    .flatMap(([open, close]) => {
      const [first, last] = [Math.max(start, day * dayLength + open * minute), Math.min(end, day * dayLength + close * minute)];
      return first < last ? [`${clockTime(first, day)}–${clockTime(last, day)}`] : [];
    })
    .join(" ");
}
