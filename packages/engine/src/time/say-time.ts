import type { Label } from "../model/label.ts";
import type { Limit, LimitUnit } from "../model/ticket.ts";
import type { DayPlan } from "./day-plan.ts";
import { dateOf, dayLength, weekdayOf } from "./local-day.ts";
import type { Zone } from "./zone.ts";

const units: Readonly<Record<LimitUnit, { readonly zh: string; readonly en: string }>> = {
  "urgent-hour": { zh: "紧急工作时", en: "urgent hour" },
  "work-hour": { zh: "工作时", en: "work hour" },
  "work-day": { zh: "工作日", en: "workday" },
  "natural-day": { zh: "自然日", en: "natural day" },
};

/** `2 个工作日`, `2 workdays`. */
export function sayLimit({ amount, unit }: Limit): Label {
  const rounded = Math.round(amount * 100) / 100;
  return label(`${rounded} 个${units[unit].zh}`, `${rounded} ${units[unit].en}${rounded === 1 ? "" : "s"}`);
}

/** An amount in milliseconds of hours, or of days of 24 h. */
export function sayAmount(count: number, inDays: boolean): Label {
  const rounded = roundAmount(count, inDays);
  if (inDays) {
    const days = rounded / dayLength;
    return label(`${days} 天`, `${days} ${days === 1 ? "day" : "days"}`);
  }
  const minutes = rounded / 60_000;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const [zh, en] = [
    [`${hours} 小时`, `${rest} 分`],
    [`${hours} h`, `${rest} min`],
  ] as const;
  const said = ([whole, part]: readonly [string, string]) => (rest === 0 ? whole : hours === 0 ? part : `${whole} ${part}`);
  return label(said(zh), said(en));
}

/** To what is told of an amount: whole minutes, or hundredths of a day. */
export function roundAmount(count: number, inDays: boolean): number {
  const step = inDays ? dayLength / 100 : 60_000;
  return Math.round(count / step) * step;
}

/** A date with its weekday. */
export function sayDay(day: number): Label {
  const at = weekdayOf(day);
  return label(`${dateOf(day)} 周${"一二三四五六日"[at]}`, `${["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][at]} ${dateOf(day)}`);
}

/** A moment as walls show it, to the minute. */
export function sayMoment(instant: number, zone: Zone): Label {
  const wall = zone.wallAt(instant);
  const { "zh-CN": zh, en } = sayDay(Math.floor(wall / dayLength));
  const time = clockTime(wall);
  return label(`${zh} ${time}`, `${en} ${time}`);
}

/** From one moment until another, or until now; the date once where it is one day's. */
export function saySpan(from: number, until: number | undefined, zone: Zone): Label {
  const start = sayMoment(from, zone);
  if (until === undefined) return label(`${start["zh-CN"]} 至 现在`, `${start.en} to now`);
  const [begins, ends] = [zone.wallAt(from), zone.wallAt(until)];
  const isSameDay = Math.floor(begins / dayLength) === Math.floor(ends / dayLength);
  // Where walls go back, an hour is shown twice and would seem to end before it began.
  if (isSameDay && begins < ends) return label(`${start["zh-CN"]}–${clockTime(ends)}`, `${start.en}–${clockTime(ends)}`);
  const end = sayMoment(until, zone);
  return label(`${start["zh-CN"]} 至 ${end["zh-CN"]}`, `${start.en} to ${end.en}`);
}

/** The time of the day; the midnight that ends a day is 24:00 of it. */
export function clockTime(wall: number, endOf?: number): string {
  if (endOf !== undefined && wall === (endOf + 1) * dayLength) return "24:00";
  return new Date(wall).toISOString().slice(11, 16);
}

/** What makes a day free, or worked. */
export function sayPlan({ reason, name, slots }: DayPlan, day: number): Label {
  const works = slots.length > 0;
  switch (reason) {
    case "holiday":
      return label(`${name?.["zh-CN"] ?? "节假日"}放假`, name?.en ?? "holiday");
    case "make-up":
      return label("调休上班", "make-up workday");
    case "local":
      return works ? label("本地另行安排", "local arrangement") : label("本地放假", "local day off");
    case "season":
    case "week":
      if (works) return label("工作日", "workday");
      return weekdayOf(day) >= 5 ? label("周末", "weekend") : label("休息", "day off");
  }
}

function label(zh: string, en: string): Label {
  return { "zh-CN": zh, en };
}
