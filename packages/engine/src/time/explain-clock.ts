import type { Clock, Grant, Segment } from "../model/clock.ts";
import type { Label } from "../model/label.ts";
import { isSameCalendar, isWorking } from "./clock.ts";
import type { Calendar } from "./compile-calendar.ts";
import { dayLength } from "./local-day.ts";
import { meterOf } from "./meter.ts";
import { clockTime, sayAmount, sayDay, sayLimit, sayMoment, sayPlan } from "./say-time.ts";
import type { Zone } from "./zone.ts";

/** A line of a clock's arithmetic. */
export interface ClockLine {
  /** What was given; what a stretch of time used of it; time that does not count; a pause; the end; time after it. */
  readonly kind: "granted" | "used" | "free" | "paused" | "due" | "over";
  /** Epoch milliseconds. */
  readonly from: number;
  /** Absent where it is not over yet. */
  readonly until?: number;
  /** How much of the grant was used up and how much is left of it, in milliseconds as its unit counts. */
  readonly used?: number;
  readonly left?: number;
  readonly text: Label;
}

/** A grant that is being used up. */
interface Purse {
  readonly grant: Grant;
  /** Of its budget, the rest of the first day, which does not count. */
  head: number;
  left: number;
}

const minute = 60_000;

/** Days that are gone through one by one; beyond that a stretch is told as a whole. */
const mostDays = 400;

/**
 * The arithmetic of a clock line by line: what was granted, day by day what counted of it and why the rest did not, the pauses, and where
 * it ends if nothing changes. What an earlier version of the calendar counted is told as it was recorded.
 */
export function explainClock(clock: Clock, calendar: Calendar | undefined, zone: Zone): readonly ClockLine[] {
  const purses = clock.grants.map((grant): Purse => ({ grant, head: headOf(grant, calendar), left: grant.budget }));
  const lines: ClockLine[] = clock.grants.slice(0, 1).map((grant) => granted(grant, clock.segments[0]?.from ?? 0));
  for (const segment of clock.segments) lines.push(...explainSegment(segment, purses, clock.due, calendar, zone));
  if (clock.due === undefined) return lines;
  const { "zh-CN": zh, en } = sayMoment(clock.due, zone);
  const [unsureZh, unsureEn] = clock.provisional
    ? ["（暂定：有的年份还没有节假日表）", " (provisional: a year has no holiday list yet)"]
    : ["", ""];
  return [...lines, line("due", clock.due, clock.due, `到期 ${zh}${unsureZh}`, `due ${en}${unsureEn}`)];
}

function explainSegment(
  segment: Segment,
  purses: readonly Purse[],
  due: number | undefined,
  calendar: Calendar | undefined,
  zone: Zone,
): readonly ClockLine[] {
  const { from, runs, used } = segment;
  const until = segment.until ?? (runs ? Math.max(from, due ?? from) : undefined);
  if (!runs) return [paused(from, segment.until, zone)];
  if (until === undefined || until === from) return [];
  if (segment.calendar && !isSameCalendar(segment.calendar, calendar?.ref)) return [recorded(segment, purses, used ?? [], until, zone)];
  const lines: ClockLine[] = [];
  let at = from;
  for (const [i, purse] of purses.entries()) {
    if (purse.left <= 0) continue;
    if (i > 0) lines.push(granted(purse.grant, at));
    const { measure } = meterOf(purse.grant.unit, calendar) ?? {};
    const end = Math.min(until, measure?.reach(measure.count(at) + purse.left) ?? until);
    lines.push(...(isWorking(purse.grant.unit) && calendar ? byDay(purse, at, end, calendar) : [whole(purse, at, end, zone)]));
    at = end;
    if (at >= until) return lines;
  }
  return [...lines, over(at, until, zone)];
}

/** What each day counts, and what makes it free; free days that follow one another are one line. */
function byDay(purse: Purse, from: number, until: number, calendar: Calendar): readonly ClockLine[] {
  const { zone, plan } = calendar;
  const [first, last] = [dayAt(from, zone), dayAt(until - 1, zone)];
  if (last - first > mostDays) return [whole(purse, from, until, zone, calendar)];
  const lines: ClockLine[] = [];
  for (let day = first; day <= last; day += 1) {
    const start = Math.max(from, zone.instantOf(day * dayLength));
    const end = Math.min(until, zone.instantOf((day + 1) * dayLength));
    if (end <= start) continue;
    if (plan(day).slots.length === 0) {
      const run = freeRun(day, last, calendar);
      const stop = Math.min(until, zone.instantOf((run + 1) * dayLength));
      lines.push(free(day, run, start, stop, calendar));
      day = run;
      continue;
    }
    lines.push(worked(purse, day, start, end, calendar));
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

function worked(purse: Purse, day: number, start: number, end: number, calendar: Calendar): ClockLine {
  const { plan } = calendar;
  const counted = spend(purse, start, end, calendar);
  const why = sayPlan(plan(day), day);
  const date = sayDay(day);
  const times = timesOn(purse, day, start, end, calendar);
  if (counted.head > 0 && counted.used === 0)
    return line("free", start, end, `${date["zh-CN"]} ${times} 第一天不计`, `${date.en} ${times} the first day does not count`);
  if (times === "")
    return line("free", start, end, `${date["zh-CN"]} 上班时间以外，不计`, `${date.en} outside working hours, does not count`);
  const [used, left] = [amount(purse.grant, counted.used, calendar), amount(purse.grant, purse.left, calendar)];
  const text = [
    `${date["zh-CN"]} ${times} ${why["zh-CN"]}，用去 ${used["zh-CN"]}，剩 ${left["zh-CN"]}`,
    `${date.en} ${times} ${why.en}: ${used.en} used, ${left.en} left`,
  ] as const;
  return { ...line("used", start, end, ...text), used: counted.used, left: purse.left };
}

/** The times of the day that count: those within its slots, or where the day counts from midnight to midnight, all. */
function timesOn({ grant, head }: Purse, day: number, start: number, end: number, { zone, plan, workDay }: Calendar): string {
  const [from, until] = [zone.wallAt(start), zone.wallAt(end)];
  const wholeDay = grant.unit === "work-day" && (workDay === "same-time" || head > 0);
  const spans = wholeDay
    ? [[from, until] as const]
    : plan(day).slots.flatMap(([open, close]) => {
        const [first, last] = [Math.max(from, day * dayLength + open * minute), Math.min(until, day * dayLength + close * minute)];
        return first < last ? [[first, last] as const] : [];
      });
  return spans.map(([first, last]) => `${clockTime(first, day)}–${clockTime(last, day)}`).join(" ");
}

function whole(purse: Purse, from: number, until: number, zone: Zone, calendar?: Calendar): ClockLine {
  const { used } = spend(purse, from, until, calendar);
  const [start, end] = [sayMoment(from, zone), sayMoment(until, zone)];
  const [taken, left] = [amount(purse.grant, used, calendar), amount(purse.grant, purse.left, calendar)];
  const text = [
    `${start["zh-CN"]} 至 ${end["zh-CN"]}，用去 ${taken["zh-CN"]}，剩 ${left["zh-CN"]}`,
    `${start.en} to ${end.en}: ${taken.en} used, ${left.en} left`,
  ] as const;
  return { ...line("used", from, until, ...text), used, left: purse.left };
}

/** Takes from the purse what the time between the instants counts: first of what does not count, then of the amount itself. */
function spend(
  purse: Purse,
  from: number,
  until: number,
  calendar: Calendar | undefined,
): { readonly used: number; readonly head: number } {
  const { measure } = meterOf(purse.grant.unit, calendar) ?? {};
  const passed = measure ? measure.count(until) - measure.count(from) : 0;
  const head = Math.min(purse.head, passed);
  purse.head -= head;
  purse.left -= passed;
  return { used: passed - head, head };
}

function recorded({ from, calendar }: Segment, purses: readonly Purse[], used: readonly number[], until: number, zone: Zone): ClockLine {
  const sum = used.reduce((total, each) => total + each, 0);
  for (const [i, purse] of purses.entries()) {
    purse.left -= used[i] ?? 0;
    purse.head = 0;
  }
  const [start, end] = [sayMoment(from, zone), sayMoment(until, zone)];
  const [taken, by] = [sayAmount(sum, false), `${calendar?.id}@${calendar?.version}`];
  const text = [
    `${start["zh-CN"]} 至 ${end["zh-CN"]}，当时按日历 ${by} 计 ${taken["zh-CN"]}`,
    `${start.en} to ${end.en}: ${taken.en}, as the calendar ${by} counted then`,
  ] as const;
  return { ...line("used", from, until, ...text), used: sum };
}

function granted(grant: Grant, at: number): ClockLine {
  const said = sayLimit(grant);
  const isLimit = grant.reason === "limit";
  return line("granted", at, at, `${isLimit ? "时限" : "延期"} ${said["zh-CN"]}`, `${isLimit ? "limit" : "extension"}: ${said.en}`);
}

function free(first: number, last: number, from: number, until: number, { plan }: Calendar): ClockLine {
  const [start, end, why] = [sayDay(first), sayDay(last), sayPlan(plan(first), first)];
  const days = first === last ? start : { "zh-CN": `${start["zh-CN"]} 至 ${end["zh-CN"]}`, en: `${start.en} to ${end.en}` };
  return line("free", from, until, `${days["zh-CN"]} ${why["zh-CN"]}，不计`, `${days.en} ${why.en}, does not count`);
}

function paused(from: number, until: number | undefined, zone: Zone): ClockLine {
  const start = sayMoment(from, zone);
  const end = until === undefined ? { "zh-CN": "现在", en: "now" } : sayMoment(until, zone);
  const text = [`${start["zh-CN"]} 至 ${end["zh-CN"]} 暂停，不计`, `${start.en} to ${end.en} paused, does not count`] as const;
  return until === undefined ? { kind: "paused", from, text: { "zh-CN": text[0], en: text[1] } } : line("paused", from, until, ...text);
}

function over(from: number, until: number, zone: Zone): ClockLine {
  const [start, end] = [sayMoment(from, zone), sayMoment(until, zone)];
  return line("over", from, until, `${start["zh-CN"]} 至 ${end["zh-CN"]} 超期`, `${start.en} to ${end.en} overdue`);
}

/** Working hours as hours, days as days; where a workday is so many hours, it is told in hours. */
function amount({ unit }: Grant, count: number, calendar: Calendar | undefined): Label {
  const inDays = unit === "natural-day" || (unit === "work-day" && typeof calendar?.workDay === "string");
  return sayAmount(count, inDays);
}

function headOf({ budget, amount: granted, unit, reason }: Grant, calendar: Calendar | undefined): number {
  const meter = meterOf(unit, calendar);
  return meter && reason === "limit" ? Math.max(0, budget - Math.round(granted * meter.scale)) : 0;
}

function dayAt(instant: number, zone: Zone): number {
  return Math.floor(zone.wallAt(instant) / dayLength);
}

function line(kind: ClockLine["kind"], from: number, until: number, zh: string, en: string): ClockLine {
  return { kind, from, until, text: { "zh-CN": zh, en } };
}
