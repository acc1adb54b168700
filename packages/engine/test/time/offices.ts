import type { CalendarDocument } from "../../src/time/calendar.ts";
import { compileCalendar, type Calendar } from "../../src/time/compile-calendar.ts";
import { holidaysSchema } from "../../src/time/holidays.ts";
import { zoneOf } from "../../src/time/zone.ts";
import cn from "../../calendars/cn.holidays.json" with { type: "json" };

export const label = { "zh-CN": "日历", en: "Calendar" };

const halves = [
  ["08:00", "12:00"],
  ["14:00", "18:00"],
] as const;

const weekdays = { mon: halves, tue: halves, wed: halves, thu: halves, fri: halves };

/** 8 to 12 and 14 to 18 on workdays, by the national holidays. */
export const office = { id: "office", label, week: weekdays, holidays: "cn", workDay: { hours: 8 } } as unknown as CalendarDocument;

export const chinese = holidaysSchema.parse(cn);

/** A calendar like the office's, otherwise where `change` says so. */
export function calendarLike(change: object = {}, zone = "Asia/Shanghai"): Calendar {
  const calendar: CalendarDocument = { ...office, ...change };
  const holidays = calendar.holidays === undefined ? undefined : { version: 1, list: chinese };
  return compileCalendar({ version: 1, calendar, holidays }, zoneOf(zone));
}
