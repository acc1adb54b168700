import type { Clock, Counting } from "../model/clock.ts";
import type { ArmedTimer } from "../model/ticket.ts";
import { recountTimer } from "../time/delay.ts";
import { isOutdated } from "../time/outdated.ts";
import { recountClock, stateOf } from "../time/clock.ts";
import type { Ability, AbilityFacts } from "./ability.ts";

/** Counts the clocks that have not stopped, and the delays of the process, by the calendars as they are now. Sent by the engine where one has changed, or the zone. */
export const recount: Ability = {
  label: { "zh-CN": "重新计时", en: "Count anew" },
  by: [{ role: "system" }],
  form: {},
  change: ({ ticket: { clocks = {}, timers }, calendarOf }) => {
    const outdated = Object.entries(clocks).filter(([, clock]) => isBehind(clock, calendarOf));
    const anew = outdated.map(([name, clock]) => ({ name, clock, now: recountClock(clock, calendarOf(clock.unit)) }));
    const moved = Object.entries(timers).flatMap(([id, timer]) => {
      const now = recountTimer(timer, calendarOf);
      return now ? [{ id, timer, now }] : [];
    });
    if (anew.length + moved.length === 0) return { ok: true, set: {} };
    return {
      ok: true,
      set: {
        ...(anew.length > 0 && { clocks: { ...clocks, ...Object.fromEntries(anew.map(({ name, now }) => [name, now])) } }),
        ...(moved.length > 0 && { timers: { ...timers, ...Object.fromEntries(moved.map(({ id, now }) => [id, now])) } }),
      },
      recounts: [
        ...anew.map(({ name, clock, now }) => ({ clock: name, before: countedBy(clock), after: countedBy(now) })),
        ...moved.map(({ id, timer, now }) => ({ timer: id, before: delayedBy(timer), after: delayedBy(now) })),
      ],
    };
  },
};

/** Whether anything that still counts would come out otherwise by the calendars as they are now. */
export function needsRecount({ clocks = {}, timers }: AbilityFacts["ticket"], calendarOf: AbilityFacts["calendarOf"]): boolean {
  return (
    Object.values(clocks).some((clock) => isBehind(clock, calendarOf)) ||
    Object.values(timers).some((timer) => recountTimer(timer, calendarOf) !== undefined)
  );
}

function isBehind(clock: Clock, calendarOf: AbilityFacts["calendarOf"]): boolean {
  return stateOf(clock) !== "stopped" && isOutdated(clock, calendarOf(clock.unit));
}

function delayedBy({ due, counted }: ArmedTimer): Counting {
  return { due, ...(counted && { calendar: counted.calendar }) };
}

function countedBy({ calendar, due, provisional }: Clock): Counting {
  return { ...(calendar && { calendar }), ...(due !== undefined && { due }), ...(provisional && { provisional }) };
}
