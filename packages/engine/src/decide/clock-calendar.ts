import type { Limit } from "../model/ticket.ts";
import type { Calendar } from "../time/compile-calendar.ts";
import { isWorking } from "../time/meter.ts";
import type { Work } from "./work.ts";

/** Without a calendar nobody can say how long working time is. */
export function countable(work: Work, { unit }: Limit, of: string | undefined): boolean {
  return !isWorking(unit) || work.world.calendarOf(of) !== undefined;
}

/** The unit's calendar, noted among what was asked where working time is counted by it. */
export function calendarFor(work: Work, unit: string | undefined, limits: readonly Pick<Limit, "unit">[]): Calendar | undefined {
  const calendar = work.world.calendarOf(unit);
  if (!calendar || !limits.some((limit) => isWorking(limit.unit))) return calendar;
  noteCalendar(work, calendar);
  return calendar;
}

export function noteCalendar({ versions }: Pick<Work, "versions">, { ref }: Calendar): void {
  versions[`calendar/${ref.id}`] = ref.version;
  if (ref.holidays) versions[`holidays/${ref.holidays.id}`] = ref.holidays.version;
}
