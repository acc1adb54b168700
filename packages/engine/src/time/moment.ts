import * as z from "zod";
import type { Clock, Grant } from "../model/clock.ts";
import type { Limit } from "../model/ticket.ts";
import { isOutdated } from "./outdated.ts";
import { recountClock, stateOf } from "./clock.ts";
import { shareAt } from "./ledger.ts";
import type { Calendar } from "./compile-calendar.ts";
import { limitSchema } from "./limit.ts";
import { meterOf } from "./meter.ts";

/**
 * A moment in the life of a clock, wherever its due time moves to: a percentage of the budget used up, an amount of time before it is
 * due, when it is, and an amount after.
 */
export const momentSchema = z.union([
  z.strictObject({ share: z.number().positive().lt(100) }),
  z.strictObject({ before: limitSchema }),
  z.literal("due"),
  z.strictObject({ after: limitSchema }),
]);

export type Moment = z.infer<typeof momentSchema>;

/** Whether the limit is used up by then: the light is red. */
export function isRed(moment: Moment): boolean {
  return moment === "due" || "after" in moment;
}

/**
 * When a running clock comes to the moment if nothing changes; with `again`, that long after the moment. What is after the due time counts
 * as the clock does, pauses left out. Undefined while it does not run, and for a moment that lies before its start.
 */
export function momentAt(clock: Clock, moment: Moment, by: Calendar | undefined, again?: Limit): number | undefined {
  if (stateOf(clock) !== "running") return undefined;
  if (moment === "due") return again ? afterDue(clock, [again], by) : clock.due;
  if ("after" in moment) return afterDue(clock, again ? [moment.after, again] : [moment.after], by);
  const at = "share" in moment ? shareAt(clock, moment.share / 100, by) : beforeDue(clock, moment.before, by);
  if (!again || at === undefined) return at;
  return runningAfter("share" in moment ? clock.segments : straightToDue(clock, at), at, again, by);
}

/** So much after an instant, pauses left out. */
function runningAfter(segments: Clock["segments"], instant: number, { amount, unit }: Limit, by: Calendar | undefined): number | undefined {
  const meter = meterOf(unit, by);
  if (!meter) return undefined;
  const { count, reach } = meter.measure;
  let left = Math.round(amount * meter.scale);
  for (const { from, until, runs } of segments) {
    const start = Math.max(from, instant);
    if (!runs || (until !== undefined && until <= start)) continue;
    const end = reach(count(start) + left);
    if (until === undefined || (end !== undefined && end <= until)) return end;
    left -= count(until) - count(start);
  }
  return undefined;
}

/** The ledger as it is counted back from the due time: pauses before that have moved it, and with it what lies before it. */
function straightToDue({ due = 0, segments }: Clock, from: number): Clock["segments"] {
  const after = segments.filter(({ until }) => until === undefined || until > due);
  return [{ from, until: due, runs: true }, ...after.map((segment) => ({ ...segment, from: Math.max(segment.from, due) }))];
}

/** Where the clock would be due if it were given so much more. */
function afterDue(clock: Clock, limits: readonly Limit[], by: Calendar | undefined): number | undefined {
  // One that was never paused goes on from where it is due. Any other is counted anew, since what it overran counts as what it is given.
  if (clock.segments.length === 1 && clock.due !== undefined && !isOutdated(clock, by)) {
    const meters = limits.map(({ unit }) => meterOf(unit, by));
    if (meters.every((meter) => meter !== undefined)) {
      return limits.reduce<number | undefined>((at, { amount }, i) => {
        const meter = meters[i];
        return at === undefined ? at : meter?.measure.reach(meter.measure.count(at) + Math.round(amount * meter.scale));
      }, clock.due);
    }
  }
  const more = limits.map((limit): Grant => ({ reason: "extension", ...limit, budget: 0 }));
  return recountClock({ ...clock, grants: [...clock.grants, ...more] }, by).due;
}

function beforeDue({ due, segments }: Clock, { amount, unit }: Limit, by: Calendar | undefined): number | undefined {
  const meter = meterOf(unit, by);
  if (!meter || due === undefined) return undefined;
  const at = meter.measure.reach(meter.measure.count(due) - Math.round(amount * meter.scale));
  return at !== undefined && at >= (segments[0]?.from ?? 0) ? at : undefined;
}
