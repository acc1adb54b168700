import type { Rung } from "../../definitions/ladder.ts";
import type { Clock } from "../../model/clock.ts";
import { stateOf } from "../../time/clock.ts";
import type { Calendar } from "../../time/compile-calendar.ts";
import { momentAt } from "../../time/moment.ts";
import type { Ladder } from "./ladder.ts";

/** A rung that a clock comes to, for the first time (0) or once more, or an action of it that quiet hours held back. */
export interface Step {
  readonly rung: Rung;
  readonly at: number;
  readonly time: number;
  /** The place of the action that was held back, among the rung's actions. */
  readonly held?: number;
}

/** What the clock comes to next on each rung, the earliest first; nothing while it is paused or once it has stopped. */
export function nextSteps(ladder: Ladder, clock: Clock, by: Calendar | undefined): readonly Step[] {
  const steps = ladder.document.rungs.flatMap((rung) => stepOn(rung, clock, by, clock.rungs?.[rung.id] ?? 0) ?? []);
  return [...steps, ...heldSteps(ladder, clock)].toSorted((one, other) => one.at - other.at);
}

/** The rung for the `time`th time. */
export function stepOn(rung: Rung, clock: Clock, by: Calendar | undefined, time: number): Step | undefined {
  if (time > 0 && !repeats(rung, clock, time)) return undefined;
  const { every } = rung.repeat ?? {};
  const at = momentAt(clock, rung.at, by, time > 0 && every ? { unit: every.unit, amount: every.amount * time } : undefined);
  return at === undefined ? undefined : { rung, at, time };
}

function repeats({ repeat }: Rung, clock: Clock, time: number): boolean {
  if (!repeat || time > (repeat.times ?? Infinity)) return false;
  return repeat.until !== "acknowledged" || clock.acknowledgedAt === undefined;
}

function heldSteps(ladder: Ladder, clock: Clock): readonly Step[] {
  return (clock.held ?? []).flatMap(({ rung: id, action, until }) => {
    const rung = ladder.rung(id);
    // Held back with the rest while the clock does not run.
    return rung && stateOf(clock) === "running" ? [{ rung, at: until, time: 0, held: action }] : [];
  });
}
