import type { CalendarRef, Clock, ClockBasis, Grant, Segment } from "../model/clock.ts";
import type { DefinitionRef, Limit, LimitUnit } from "../model/ticket.ts";
import type { Calendar } from "./compile-calendar.ts";
import { meterOf, type Meter } from "./meter.ts";

/** What a clock is counted by: the calendar of whoever must act; none where only continuous units are used. */
type By = Calendar | undefined;

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

/** Until the instant, which is not before its last segment: how much of each grant was used, in milliseconds as its unit counts. */
export function usedAt(clock: Clock, instant: number, by: By): readonly number[] {
  return usedUp({ ...clock, segments: closed(clock, instant, by) });
}

/**
 * When so much of the whole budget is used up, if nothing changes: 0.8 is where the light turns yellow. Undefined while it is paused
 * before that, and where it never comes. What was reached in an earlier segment was reached by that segment's end.
 */
export function shareAt(clock: Clock, share: number, by: By): number | undefined {
  let left = Math.ceil(wholeOf(clock) * share);
  for (const { from, until, used, runs } of clock.segments) {
    if (until === undefined) return runs ? runOut(clock, from, left, by) : undefined;
    left -= sum(used ?? []);
    if (left <= 0) return until;
  }
  return undefined;
}

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

/** What counts it; nothing where only continuous units do. */
function calendarOf({ grants }: Clock, by: By): CalendarRef | undefined {
  return grants.some(({ unit }) => isWorking(unit)) ? by?.ref : undefined;
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

/** The ledger with its open segment ended at the instant, and what that used. */
function closed(clock: Clock, until: number, by: By): readonly Segment[] {
  const open = clock.segments.at(-1);
  if (!open || open.until !== undefined) throw new Error("a clock that has stopped has no open segment");
  const earlier = clock.segments.slice(0, -1);
  if (!open.runs) return [...earlier, { ...open, until }];
  const calendar = calendarOf(clock, by);
  return [...earlier, { ...open, until, used: usedBetween(clock, open.from, until, by), ...(calendar && { calendar }) }];
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
function isSpent(clock: Clock): boolean {
  return sum(usedUp(clock)) >= wholeOf(clock);
}

function wholeOf({ grants }: Clock): number {
  return sum(grants.map(({ budget }) => budget));
}

function limitGrant({ amount, unit }: Limit, at: number, by: By): Grant {
  return { reason: "limit", amount, unit, budget: meter(unit, by).head(at) + amountOf({ amount, unit }, by) };
}

function amountOf({ amount, unit }: Limit, by: By): number {
  return Math.round(amount * meter(unit, by).scale);
}

/** Whether only a calendar can count the unit. */
export function isWorking(unit: LimitUnit): boolean {
  return unit === "work-hour" || unit === "work-day";
}

function meter(unit: LimitUnit, by: By): Meter {
  const found = meterOf(unit, by);
  if (!found) throw new Error(`${unit} cannot be counted without a calendar`);
  return found;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
