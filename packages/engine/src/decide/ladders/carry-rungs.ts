import type { Clock } from "../../model/clock.ts";
import type { Calendar } from "../../time/compile-calendar.ts";
import { resumeClock, stateOf } from "../../time/clock.ts";
import type { Ladder } from "./ladder.ts";
import { stepOn } from "./steps.ts";

/**
 * A clock with another limit, and what of its ladder was climbed before: a rung that was taken and whose moment is past by the new limit too
 * is not taken again, one that the new limit brings later is. Who knew that it is late, knows it as long as it is.
 */
export function carryRungs(before: Clock, after: Clock, ladder: Ladder | undefined, by: Calendar | undefined, at: number): Clock {
  const { rungs: _rungs, held: _held, acknowledgedAt, ...clock } = after;
  const running = stateOf(clock) === "paused" ? resumeClock(clock, at, by) : clock;
  const taken = Object.entries(before.rungs ?? {}).flatMap(([id, times]) => {
    const rung = ladder?.rung(id);
    if (!rung) return [];
    let past = 0;
    while (past < times && (stepOn(rung, running, by, past)?.at ?? Infinity) <= at) past += 1;
    return past > 0 ? [[id, past] as const] : [];
  });
  const rungs = Object.fromEntries(taken);
  const held = (before.held ?? []).filter(({ rung }) => rungs[rung] !== undefined && rungs[rung] === before.rungs?.[rung]);
  return {
    ...clock,
    ...(taken.length > 0 && { rungs }),
    ...(held.length > 0 && { held }),
    ...(acknowledgedAt !== undefined && running.due !== undefined && running.due <= at && { acknowledgedAt }),
  };
}
