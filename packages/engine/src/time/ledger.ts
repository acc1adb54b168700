import type { CalendarRef, Clock, Grant, Segment } from "../model/clock.ts";
import type { Limit, LimitUnit } from "../model/ticket.ts";
import type { Calendar } from "./compile-calendar.ts";
import { headOf, isWorking, meterOf, type Meter } from "./meter.ts";

/** What a clock is counted by: the calendar of whoever must act; none where only continuous units are used. */
export type By = Calendar | undefined;

/** What is granted by a limit that counts from the instant. */
export function limitGrant({ amount, unit }: Limit, at: number, by: By): Grant {
  return { reason: "limit", amount, unit, budget: meter(unit, by).head(at) + amountOf({ amount, unit }, by) };
}

/** An amount as its unit counts it, in milliseconds. */
export function amountOf({ amount, unit }: Limit, by: By): number {
  return Math.round(amount * meter(unit, by).scale);
}

/** The ledger with its open segment ended at the instant, and what that used. */
export function closed(clock: Clock, until: number, by: By): readonly Segment[] {
  const open = clock.segments.at(-1);
  if (!open || open.until !== undefined) throw new Error("a clock that has stopped has no open segment");
  const earlier = clock.segments.slice(0, -1);
  if (!open.runs) return [...earlier, { ...open, until }];
  const calendar = calendarOf(clock, by);
  return [...earlier, { ...open, until, used: usedBetween(clock, open.from, until, by), ...(calendar && { calendar }) }];
}

/** Until the instant, which is not before its last segment: how much of each grant was used, in milliseconds as its unit counts. */
export function usedAt(clock: Clock, instant: number, by: By): readonly number[] {
  return usedUp({ ...clock, segments: closed(clock, instant, by) });
}

/**
 * When so much of the whole budget is used up, if nothing changes: 0.8 is where the light turns yellow. The rest of a first day that does
 * not count is no part of the share. Undefined while it is paused before that, and where it never comes.
 */
export function shareAt(clock: Clock, share: number, by: By): number | undefined {
  const head = sum(clock.grants.map((grant) => headOf(grant, by)));
  let left = head + Math.ceil((wholeOf(clock) - head) * share);
  for (const [i, { from, until, used, runs }] of clock.segments.entries()) {
    if (until === undefined) return runs ? runOut(clock, from, left, by) : undefined;
    const passed = sum(used ?? []);
    // Another calendar may have counted it then: by its end it was reached.
    if (left <= passed) return Math.min(until, runOut({ ...clock, segments: clock.segments.slice(0, i) }, from, left, by) ?? until);
    left -= passed;
  }
  return undefined;
}

/** When `count` more has been used from the instant on; the grants are used up in their order, the last without an end. */
function runOut(clock: Clock, from: number, count: number, by: By): number | undefined {
  let [at, left]: [number | undefined, number] = [from, count];
  for (const { unit, free } of remaining(clock)) {
    const { measure } = meter(unit, by);
    const taken = Math.min(free, left);
    if (taken <= 0) continue;
    at = measure.reach(measure.count(at) + taken);
    left -= taken;
    if (at === undefined || left <= 0) return at;
  }
  return at;
}

function usedBetween(clock: Clock, from: number, until: number, by: By): readonly number[] {
  let at = from;
  return remaining(clock).map(({ unit, free, isLast }) => {
    if (free <= 0 && !isLast) return 0;
    const { measure } = meter(unit, by);
    const passed = measure.count(until) - measure.count(at);
    if (isLast || passed < free) {
      at = until;
      return passed;
    }
    at = measure.reach(measure.count(at) + free) ?? until;
    return free;
  });
}

interface Remaining {
  readonly unit: LimitUnit;
  /** What is left of the grant, in milliseconds; none where it was overdrawn. */
  readonly free: number;
  readonly isLast: boolean;
}

function remaining(clock: Clock): readonly Remaining[] {
  const used = usedUp(clock);
  const last = clock.grants.length - 1;
  return clock.grants.map(({ unit, budget }, i) => ({ unit, free: Math.max(0, budget - (used[i] ?? 0)), isLast: i === last }));
}

/** Of each grant, what the segments that are over have used. */
function usedUp({ grants, segments }: Clock): readonly number[] {
  return grants.map((_, i) => sum(segments.map(({ used }) => used?.[i] ?? 0)));
}

/** Whether the segments that are over have used up all that was granted. */
export function isSpent(clock: Clock): boolean {
  return sum(usedUp(clock)) >= wholeOf(clock);
}

function wholeOf({ grants }: Clock): number {
  return sum(grants.map(({ budget }) => budget));
}

/** What counts it; nothing where only continuous units do. */
export function calendarOf({ grants }: Clock, by: By): CalendarRef | undefined {
  return grants.some(({ unit }) => isWorking(unit)) ? by?.ref : undefined;
}

function meter(unit: LimitUnit, by: By): Meter {
  const found = meterOf(unit, by);
  if (!found) throw new Error(`${unit} cannot be counted without a calendar`);
  return found;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
