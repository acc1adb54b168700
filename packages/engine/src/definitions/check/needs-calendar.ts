import { errorAt, type Finding } from "../../model/finding.ts";
import type { Limit } from "../../model/ticket.ts";
import { isWorking } from "../../time/meter.ts";
import type { ProcessSurroundings } from "./process-surroundings.ts";

/** Whether the tenant can count it: working time takes a calendar. */
export function isCountable({ unit }: Limit, { hasCalendar }: Pick<ProcessSurroundings, "hasCalendar">): boolean {
  return !isWorking(unit) || hasCalendar;
}

/** `zh` and `en` name what is counted. */
export function needsCalendar(place: string, zh: string, en: string, { unit }: Limit): Finding {
  return errorAt(
    place,
    "needs-calendar",
    `${zh}的单位 ${unit} 要按工作日历计算，而这里还没有日历；请先加上一个（NAME.calendar.json）。`,
    `The unit ${unit} of ${en} is counted by a calendar, and there is none; add one first (NAME.calendar.json).`,
  );
}
