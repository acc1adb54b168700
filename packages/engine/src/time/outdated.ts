import type { CalendarRef, Clock } from "../model/clock.ts";
import type { DefinitionRef } from "../model/ticket.ts";
import { recountClock } from "./clock.ts";
import { calendarOf, type By } from "./ledger.ts";

/**
 * Whether it would come out otherwise if it were counted anew: by another calendar or version, or in another zone, than some of it was. A
 * version that counts all of it alike makes nothing outdated.
 */
export function isOutdated(clock: Clock, by: By): boolean {
  const current = calendarOf(clock, by);
  const counted = [
    ...(clock.due === undefined ? [] : [clock.calendar]),
    ...clock.segments.filter(({ used }) => used).map(({ calendar }) => calendar),
  ];
  return counted.some((calendar) => !isSameCalendar(calendar, current)) && !countsAlike(clock, recountClock(clock, by));
}

function countsAlike(one: Clock, other: Clock): boolean {
  return (
    one.due === other.due &&
    one.provisional === other.provisional &&
    one.grants.every(({ budget }, i) => budget === other.grants[i]?.budget) &&
    one.segments.every(({ used }, i) => isSameUse(used, other.segments[i]?.used))
  );
}

/** Whether both used as much of each grant; one that was not granted yet was not used. */
export function isSameUse(one: readonly number[] = [], other: readonly number[] = []): boolean {
  return Array.from({ length: Math.max(one.length, other.length) }, (_, i) => (one[i] ?? 0) === (other[i] ?? 0)).every(Boolean);
}

/** Whether both are the same versions of one calendar in one zone, or none; where a zone is not known they may not be. */
export function isSameCalendar(one: CalendarRef | undefined, other: CalendarRef | undefined): boolean {
  const isSame = (a: DefinitionRef | undefined, b: DefinitionRef | undefined) => a?.id === b?.id && a?.version === b?.version;
  return isSame(one, other) && isSame(one?.holidays, other?.holidays) && one?.zone === other?.zone;
}
