import type { CalendarRef, Clock, Grant } from "../model/clock.ts";
import type { Label } from "../model/label.ts";
import type { Calendar } from "./compile-calendar.ts";
import { dayLength } from "./local-day.ts";
import type { Purse } from "./purse.ts";
import { roundAmount, sayAmount, sayDay, sayLimit, sayMoment, sayPlan, saySpan } from "./say-time.ts";
import type { Zone } from "./zone.ts";

/** A line of a clock's arithmetic. */
export interface ClockLine {
  /** What was given; what a stretch of time used of it; time that does not count; a pause; when it is due; time after that; that it never is; that it ended. */
  readonly kind: "granted" | "used" | "free" | "paused" | "due" | "over" | "never" | "ended";
  /** Epoch milliseconds. */
  readonly from: number;
  /** Absent where it is not over yet. */
  readonly until?: number;
  /** How much of the grant was used up and how much is left of it, in milliseconds as its unit counts. */
  readonly used?: number;
  readonly left?: number;
  readonly text: Label;
  /** What brought it about, where a journal says: the state that pauses the clock, when the extension was granted. */
  readonly why?: Label;
}

/** From one instant until another. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

export function grantedLine(grant: Grant, at: number, calendar: Calendar | undefined): ClockLine {
  const { "zh-CN": zh, en } = sayLimit(grant);
  // Where a workday is so many hours, the lines below tell hours.
  const hours = grant.unit === "work-day" && !inDays(grant, calendar) ? sayAmount(grant.budget, false) : undefined;
  const [sum, total] = hours ? [`（${hours["zh-CN"]}）`, ` (${hours.en})`] : ["", ""];
  const text =
    grant.reason === "limit" ? label(`时限 ${zh}${sum}`, `limit: ${en}${total}`) : label(`延期 ${zh}${sum}`, `extension: ${en}${total}`);
  return { kind: "granted", from: at, until: at, text };
}

/** A day, and the times of it that counted; `head` is what of them stands for the rest of the first day, which a pause had cut short. */
export function dayLine(
  { from, until }: Stretch,
  day: number,
  times: string,
  { used, head }: { readonly used: number; readonly head: number },
  purse: Purse,
  calendar: Calendar,
): ClockLine {
  const [date, why] = [sayDay(day), sayPlan(calendar.plan(day), day)];
  const [taken, left] = sayTaken(purse, used, calendar);
  const first = sayAmount(head, true);
  const rest =
    head > 0 ? label(`先补第一天不计的 ${first["zh-CN"]}，`, `${first.en} for the first day, which does not count, then `) : label("", "");
  const text = label(
    `${date["zh-CN"]} ${times} ${why["zh-CN"]}，${rest["zh-CN"]}用去 ${taken["zh-CN"]}，剩 ${left["zh-CN"]}`,
    `${date.en} ${times} ${why.en}: ${rest.en}${taken.en} used, ${left.en} left`,
  );
  return { kind: "used", from, until, used, left: purse.left, text };
}

/** The rest of a first day, where the last one counts to its end; a later day stands for what a pause took of it. */
export function firstDayLine({ from, until }: Stretch, day: number, times: string, isFirst: boolean): ClockLine {
  const { "zh-CN": zh, en } = sayDay(day);
  const text = isFirst
    ? label(`${zh} ${times} 第一天不计`, `${en} ${times} the first day does not count`)
    : label(`${zh} ${times} 补第一天不计的部分，不计`, `${en} ${times} stands for the rest of the first day, does not count`);
  return { kind: "free", from, until, text };
}

export function afterHoursLine({ from, until }: Stretch, day: number): ClockLine {
  const { "zh-CN": zh, en } = sayDay(day);
  return { kind: "free", from, until, text: label(`${zh} 上班时间以外，不计`, `${en} outside working hours, does not count`) };
}

/** Days that follow one another and are free for one reason. */
export function freeLine({ from, until }: Stretch, first: number, last: number, { plan }: Calendar): ClockLine {
  const [start, end, why] = [sayDay(first), sayDay(last), sayPlan(plan(first), first)];
  const days = first === last ? start : label(`${start["zh-CN"]} 至 ${end["zh-CN"]}`, `${start.en} to ${end.en}`);
  return { kind: "free", from, until, text: label(`${days["zh-CN"]} ${why["zh-CN"]}，不计`, `${days.en} ${why.en}, does not count`) };
}

/** A stretch of time that passes as it does. */
export function passedLine({ from, until }: Stretch, used: number, purse: Purse, zone: Zone, calendar: Calendar | undefined): ClockLine {
  const span = saySpan(from, until, zone);
  const [taken, left] = sayTaken(purse, used, calendar);
  const text = label(`${span["zh-CN"]}，用去 ${taken["zh-CN"]}，剩 ${left["zh-CN"]}`, `${span.en}: ${taken.en} used, ${left.en} left`);
  return { kind: "used", from, until, used, left: purse.left, text };
}

/** What a calendar that has changed since, or another zone, counted. */
export function recordedLine(
  { from, until }: Stretch,
  used: readonly number[],
  grants: readonly Grant[],
  { id, version, zone: then }: CalendarRef,
  zone: Zone,
): ClockLine {
  const span = saySpan(from, until, zone);
  const taken = sayUsed(used, grants);
  const where = then === undefined || then === zone.id ? label("", "") : label(`（时区 ${then}）`, ` (zone ${then})`);
  const text = label(
    `${span["zh-CN"]}，当时按日历 ${id}@${version}${where["zh-CN"]} 计 ${taken["zh-CN"]}`,
    `${span.en}: ${taken.en}, as the calendar ${id}@${version}${where.en} counted then`,
  );
  return { kind: "used", from, until, used: used.reduce((sum, each) => sum + each, 0), text };
}

/** Days and hours apart. A workday that was counted as a day has a budget of 24 h. */
function sayUsed(used: readonly number[], grants: readonly Grant[]): Label {
  const [days, hours] = [true, false].map((asDays) => {
    const counts = used.filter((_, i) => {
      const { unit, amount, budget } = grants[i] ?? { unit: "work-hour", amount: 0, budget: 0 };
      return (unit === "natural-day" || (unit === "work-day" && budget >= amount * dayLength)) === asDays;
    });
    return counts.reduce((sum, each) => sum + each, 0);
  }) as [number, number];
  const said = [...(days > 0 ? [sayAmount(days, true)] : []), ...(hours > 0 || days === 0 ? [sayAmount(hours, false)] : [])];
  return label(said.map((each) => each["zh-CN"]).join("又 "), said.map(({ en }) => en).join(" and "));
}

export function pausedLine(from: number, until: number | undefined, zone: Zone): ClockLine {
  const { "zh-CN": zh, en } = saySpan(from, until, zone);
  const text = label(`${zh} 暂停，不计`, `${en} paused, does not count`);
  return { kind: "paused", from, ...(until !== undefined && { until }), text };
}

/** Time after the limit; without an end it runs on. */
export function overLine(from: number, until: number | undefined, zone: Zone): ClockLine {
  const { "zh-CN": zh, en } = saySpan(from, until, zone);
  return { kind: "over", from, ...(until !== undefined && { until }), text: label(`${zh} 超期`, `${en} overdue`) };
}

/** A running clock that the calendar never brings to its end. */
export function neverLine(from: number): ClockLine {
  const text = label(
    "一百年内不会到期：日历给这一时限的工作时间太少",
    "not due within a hundred years: the calendar gives too little working time for this limit",
  );
  return { kind: "never", from, text };
}

export function dueLine(due: number, { provisional }: Clock, zone: Zone): ClockLine {
  const { "zh-CN": zh, en } = sayMoment(due, zone);
  const unsure = provisional ? label("（暂定：有的年份还没有节假日表）", " (provisional: a year has no holiday list yet)") : label("", "");
  return { kind: "due", from: due, until: due, text: label(`到期 ${zh}${unsure["zh-CN"]}`, `due ${en}${unsure.en}`) };
}

/** When it was over, and whether that was in time. */
export function endedLine(at: number, due: number, zone: Zone): ClockLine {
  const { "zh-CN": zh, en } = sayMoment(at, zone);
  const [how, said] = at > due ? ["超期", "late"] : ["按期", "in time"];
  return { kind: "ended", from: at, until: at, text: label(`结束 ${zh}，${how}`, `ended ${en}, ${said}`) };
}

/** What was used and what is left of it; rounded so that each line's amount is what the line before left, less what this one does. */
function sayTaken({ grant, left }: Purse, used: number, calendar: Calendar | undefined): readonly [taken: Label, left: Label] {
  const days = inDays(grant, calendar);
  const [before, after] = [roundAmount(left + used, days), roundAmount(left, days)];
  return [sayAmount(before - after, days), sayAmount(after, days)];
}

/** Hours are told as hours, days as days; where a workday is so many hours, it is told in hours. */
function inDays({ unit }: Grant, calendar: Calendar | undefined): boolean {
  return unit === "natural-day" || (unit === "work-day" && typeof calendar?.workDay === "string");
}

function label(zh: string, en: string): Label {
  return { "zh-CN": zh, en };
}
