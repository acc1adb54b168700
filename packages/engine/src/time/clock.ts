import type { Clock, ClockBasis, Grant } from "../model/clock.ts";
import type { Limit } from "../model/ticket.ts";
import { amountOf, calendarOf, closed, isSpent, limitGrant, shareAt, type By } from "./ledger.ts";

/** What a clock is, whatever it counts. */
export type ClockKind = Pick<Clock, "basis" | "unit" | "generation" | "ladder">;

/** A clock that starts at an instant. The generation is one more than that of the clock before it. */
export function startClock(kind: ClockKind, limit: Limit, at: number, by: By): Clock {
  return timed({ ...kind, grants: [limitGrant(limit, at, by)], segments: [{ from: at, runs: true }] }, by);
}

/** Stops counting until it is resumed. */
export function pauseClock(clock: Clock, at: number, by: By): Clock {
  return timed({ ...clock, segments: [...closed(clock, at, by), { from: at, runs: false }] }, by);
}

export function resumeClock(clock: Clock, at: number, by: By): Clock {
  return timed({ ...clock, segments: [...closed(clock, at, by), { from: at, runs: true }] }, by);
}

/** Ends it: it was met, or what it was for is over. The due time it had, or would have had if it had gone on, stays to be judged by. */
export function stopClock(clock: Clock, at: number, by: By): Clock {
  const gone = stateOf(clock) === "paused" ? resumeClock(clock, at, by) : clock;
  return { ...gone, segments: closed(gone, at, by) };
}

/**
 * Adds to the due time as it is now: the amount counts from where what was granted before ends. Where that has passed (it was asked for in
 * time and granted late), what has run since then is counted anew, as the extension counts it.
 */
export function extendClock(clock: Clock, limit: Limit, by: By): Clock {
  const grant: Grant = { reason: "extension", ...limit, budget: amountOf(limit, by) };
  const extended = { ...clock, grants: [...clock.grants, grant] };
  return isSpent(clock) ? recountClock(extended, by) : timed(extended, by);
}

/** Another limit from the start: what has run since then counts against it, as its unit counts, and its ladder is climbed anew. */
export function retargetClock(clock: Clock, basis: ClockBasis, limit: Limit, by: By): Clock {
  const { rungs: _rungs, held: _held, acknowledgedAt: _acknowledged, ...rest } = relimitClock(clock, basis, limit, by);
  return rest;
}

/**
 * The same, its rungs as they are. An extension that was granted stays granted; but a deadline that is set by hand is all there is.
 */
export function relimitClock(clock: Clock, basis: ClockBasis, limit: Limit, by: By): Clock {
  const extensions = basis.type === "due" ? [] : clock.grants.slice(1);
  const grants = [limitGrant(limit, startOf(clock), by), ...extensions];
  return recountClock({ ...clock, basis, generation: clock.generation + 1, grants }, by);
}

/** Counts all of it anew: the calendar has become another. */
export function recountClock({ due: _due, provisional: _provisional, calendar: _calendar, ...kept }: Clock, by: By): Clock {
  const [limit, ...extensions] = kept.grants;
  if (!limit) throw new Error("a clock without a limit");
  const { segments } = kept;
  const start = segments[0]?.from ?? 0;
  const anew = [limitGrant(limit, start, by), ...extensions.map((grant) => ({ ...grant, budget: amountOf(grant, by) }))];
  let clock: Clock = { ...kept, grants: anew, segments: [] };
  for (const { from, until, runs } of segments) {
    clock = timed({ ...clock, segments: [...clock.segments, { from, runs }] }, by);
    if (until !== undefined) clock = { ...clock, segments: closed(clock, until, by) };
  }
  return clock;
}

/** What it does at the moment. */
export function stateOf({ segments }: Clock): "running" | "paused" | "stopped" {
  const last = segments.at(-1);
  if (!last || last.until !== undefined) return "stopped";
  return last.runs ? "running" : "paused";
}

function startOf(clock: Clock): number {
  return clock.segments[0]?.from ?? 0;
}

/** The due time worked out anew; one that has passed stays what it was. */
function timed(clock: Clock, by: By): Clock {
  const { due: before, provisional: _provisional, calendar: _calendar, ...rest } = clock;
  const due = setByHand(clock) ?? (isSpent(clock) ? before : shareAt(clock, 1, by));
  const calendar = calendarOf(clock, by);
  const unsure = due !== undefined && calendar && by?.knows(startOf(clock), due) === false;
  return { ...rest, ...(calendar && { calendar }), ...(due !== undefined && { due }), ...(unsure && { provisional: true }) };
}

/** The instant that somebody set, which may be past when the clock starts; what is added to it counts as any other. */
function setByHand({ basis, grants }: Clock): number | undefined {
  return basis.type === "due" && grants.length === 1 ? basis.at : undefined;
}
