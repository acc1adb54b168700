import { weekdays } from "../../time/calendar.ts";
import { dateOf, dayLength, weekdayOf } from "../../time/local-day.ts";
import { timeOf, wallOf } from "../../time/wall.ts";
import type { Span, Zone } from "../../time/zone.ts";
import type { DutyDocument, WeeklyShift } from "./duty.ts";

/** Who is on duty within a stretch of time, in which nothing of that changes. */
export interface Stretch extends Span {
  /** By role and unit; see {@link seatKey}. */
  readonly on: ReadonlyMap<string, readonly string[]>;
}

/** Who is on duty when, by all rosters of a tenant. */
export interface Rosters {
  readonly at: (instant: number) => Stretch;
}

interface Shift extends Span {
  readonly seat: string;
  readonly people: readonly string[];
}

export function seatKey(role: string, unit: string): string {
  return `${role}\n${unit}`;
}

/** Compiles checked rosters; what was asked last is kept, since live questions follow each other. */
export function compileRosters(documents: readonly DutyDocument[], zone: Zone): Rosters {
  const written = documents.flatMap(({ role, shifts = [] }) =>
    shifts.map(({ unit, people, from, until }): Shift => {
      const [start, end] = [zone.instantOf(wallOf(from)), zone.instantOf(wallOf(until))];
      return { seat: seatKey(role, unit), people, start, end };
    }),
  );
  let last: Stretch = { start: 0, end: 0, on: new Map() };
  return {
    at: (instant) => {
      if (instant < last.start || instant >= last.end) last = stretchAround(instant, documents, written, zone);
      return last;
    },
  };
}

function stretchAround(instant: number, documents: readonly DutyDocument[], written: readonly Shift[], zone: Zone): Stretch {
  const today = Math.floor(zone.wallAt(instant) / dayLength);
  const weekly = [today - 1, today].flatMap((day) => weeklyOn(day, documents, zone));
  let [start, end] = [zone.instantOf(today * dayLength), zone.instantOf((today + 1) * dayLength)];
  for (const turn of [...written, ...weekly].flatMap((shift) => [shift.start, shift.end])) {
    if (turn <= instant) start = Math.max(start, turn);
    else end = Math.min(end, turn);
  }
  const runs = (shift: Shift): boolean => shift.start <= instant && instant < shift.end;
  const on = new Map<string, readonly string[]>();
  for (const { seat, people } of written.filter(runs)) on.set(seat, [...new Set([...(on.get(seat) ?? []), ...people])]);
  const swapped = new Set(on.keys());
  for (const { seat, people } of weekly.filter(runs))
    if (!swapped.has(seat)) on.set(seat, [...new Set([...(on.get(seat) ?? []), ...people])]);
  return { start, end, on };
}

/** The shifts of the weekly patterns that begin on the day. */
function weeklyOn(day: number, documents: readonly DutyDocument[], zone: Zone): readonly Shift[] {
  const date = dateOf(day);
  const weekday = weekdays[weekdayOf(day)];
  const begins = ({ days, since = date, last = date }: WeeklyShift): boolean =>
    weekday !== undefined && days.includes(weekday) && since <= date && date <= last;
  return documents.flatMap(({ role, weekly = [] }) =>
    weekly.filter(begins).map(({ unit, people, from, until }) => ({
      seat: seatKey(role, unit),
      people,
      start: zone.instantOf(day * dayLength + timeOf(from)),
      end: zone.instantOf(day * dayLength + timeOf(until) + (until <= from ? dayLength : 0)),
    })),
  );
}
