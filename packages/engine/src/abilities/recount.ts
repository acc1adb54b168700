import type { Clock, Counting } from "../model/clock.ts";
import { isOutdated } from "../time/outdated.ts";
import { recountClock, stateOf } from "../time/clock.ts";
import type { Ability, AbilityFacts } from "./ability.ts";

/** Counts the clocks that have not stopped by the calendars as they are now. Sent by the engine where one has changed, or the zone. */
export const recount: Ability = {
  label: { "zh-CN": "重新计时", en: "Count anew" },
  by: [{ role: "system" }],
  form: {},
  change: ({ ticket: { clocks = {} }, calendarOf }) => {
    const outdated = Object.entries(clocks).filter(([, clock]) => isBehind(clock, calendarOf));
    if (outdated.length === 0) return { ok: true, set: {} };
    const anew = outdated.map(([name, clock]) => ({ name, clock, now: recountClock(clock, calendarOf(clock.unit)) }));
    return {
      ok: true,
      set: { clocks: { ...clocks, ...Object.fromEntries(anew.map(({ name, now }) => [name, now])) } },
      recounts: anew.map(({ name, clock, now }) => ({ clock: name, before: countedBy(clock), after: countedBy(now) })),
    };
  },
};

/** Whether anything that still counts would come out otherwise by the calendars as they are now. */
export function needsRecount({ clocks = {} }: AbilityFacts["ticket"], calendarOf: AbilityFacts["calendarOf"]): boolean {
  return Object.values(clocks).some((clock) => isBehind(clock, calendarOf));
}

function isBehind(clock: Clock, calendarOf: AbilityFacts["calendarOf"]): boolean {
  return stateOf(clock) !== "stopped" && isOutdated(clock, calendarOf(clock.unit));
}

function countedBy({ calendar, due, provisional }: Clock): Counting {
  return { ...(calendar && { calendar }), ...(due !== undefined && { due }), ...(provisional && { provisional }) };
}
