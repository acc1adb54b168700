import type { Clock } from "../model/clock.ts";
import { isOutdated, recountClock, stateOf } from "../time/clock.ts";
import type { Ability, AbilityFacts } from "./ability.ts";

/** Counts the clocks that have not stopped by the calendars as they are now. Sent by the engine where one has changed. */
export const recount: Ability = {
  label: { "zh-CN": "重新计时", en: "Count anew" },
  by: [{ role: "system" }],
  form: {},
  change: ({ ticket, calendarOf }) => {
    if (!needsRecount(ticket, calendarOf)) return { ok: true, set: {} };
    const anew = Object.fromEntries(
      Object.entries(ticket.clocks ?? {}).map(([name, clock]) => [
        name,
        isCurrent(clock, calendarOf) ? clock : recountClock(clock, calendarOf(clock.unit)),
      ]),
    );
    return { ok: true, set: { clocks: anew } };
  },
};

/** Whether anything that still counts was counted by a calendar that has changed since. */
export function needsRecount({ clocks = {} }: AbilityFacts["ticket"], calendarOf: AbilityFacts["calendarOf"]): boolean {
  return Object.values(clocks).some((clock) => !isCurrent(clock, calendarOf));
}

function isCurrent(clock: Clock, calendarOf: AbilityFacts["calendarOf"]): boolean {
  return stateOf(clock) === "stopped" || !isOutdated(clock, calendarOf(clock.unit));
}
