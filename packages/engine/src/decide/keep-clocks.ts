import type { ClockSpec } from "../definitions/process.ts";
import type { Clock } from "../model/clock.ts";
import type { DefinitionRef } from "../model/ticket.ts";
import { pauseClock, resumeClock, retargetClock, startClock, stateOf, stopClock } from "../time/clock.ts";
import { deadlineOf } from "../time/deadline.ts";
import { unitFor } from "./authorize.ts";
import { calendarFor, countable } from "./clock-calendar.ts";
import { givenFor, isGiven, isSameBasis, type Given } from "./given-limits.ts";
import { change, type Work } from "./work.ts";

/** Lets every clock of the process do what the states that are now active say; the ticket is due when they are. */
export function keepClocks(work: Work): void {
  const specs = Object.entries(work.process.document.meta.clocks ?? {});
  if (specs.length === 0) return;
  const clocks: Record<string, Clock> = { ...work.ticket.clocks };
  for (const [name, spec] of specs) keepClock(work, clocks, name, spec);
  const names = Object.keys(clocks);
  if (names.length === 0) return;
  const { due, metAt } = deadlineOf(Object.values(clocks));
  const { clocks: before = {}, due: dueBefore, metAt: metBefore } = work.ticket;
  // Most steps move no clock.
  if (due === dueBefore && metAt === metBefore && names.every((name) => clocks[name] === before[name])) return;
  change(work, { clocks, due, metAt });
}

function keepClock(work: Work, clocks: Record<string, Clock>, name: string, spec: ClockSpec): void {
  const does = work.process.standing(work.ticket.state).clocks.get(name);
  const unit = unitFor(work.world.organisation, work.ticket, spec.of ?? "owner");
  // A standard may have milestones and no limit for the matter as a whole.
  const open = keysOf(clocks, name)
    .flatMap((key) => clocks[key] ?? [])
    .find((clock) => stateOf(clock) !== "stopped");
  const waits = open ? goesOn(work, open.unit, unit) : isReached(work, clocks, name, spec, unit);
  if (does === "run" && !waits) begin(work, clocks, name, spec, unit);
  else {
    if (open) follow(work, clocks, name, spec, open);
    for (const key of keysOf(clocks, name)) {
      const clock = clocks[key];
      if (clock) clocks[key] = turn(work, clock, does);
    }
  }
}

/** Whether a clock of the one unit is the other's: of the same, or of one that was merged into it, whose time goes on. */
function goesOn({ world }: Work, of: string | undefined, unit: string | undefined): boolean {
  return of === unit || (of !== undefined && world.organisation.successor(of) === unit);
}

/** Whether the unit has reached all that it is given time for, so that nothing is left to begin. */
function isReached(work: Work, clocks: Readonly<Record<string, Clock>>, name: string, spec: ClockSpec, unit: string | undefined): boolean {
  const given = [...givenFor(work, name, spec, work.at)];
  return (
    given.length > 0 &&
    given.every(([key, next]) => {
      const clock = clocks[key];
      return clock?.reached === true && goesOn(work, clock.unit, unit) && isSameBasis(clock.basis, next.basis);
    })
  );
}

/** The clock and those of its milestones, of those there are. */
export function keysOf(clocks: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  return Object.keys(clocks).filter((key) => key === name || key.startsWith(`${name}/`));
}

/** Starts the clock, and with it those of the standard's milestones; whatever ran for another unit before is over. */
export function begin(work: Work, clocks: Record<string, Clock>, name: string, spec: ClockSpec, unit: string | undefined): void {
  const given = givenFor(work, name, spec, work.at);
  for (const key of new Set([...keysOf(clocks, name), ...given.keys()])) {
    const [known, next] = [clocks[key], given.get(key)];
    if (next && countable(work, next.limit, unit)) clocks[key] = start(work, known, next, unit, ladderFor(work, name, key));
    else if (known) clocks[key] = turn(work, known, undefined);
  }
}

/**
 * Another standard, tier, level or ground: what has run since the start counts against the limits that hold now, also of milestones that
 * only they have. What they do not limit is over; a milestone that was reached stays so.
 */
function follow(work: Work, clocks: Record<string, Clock>, name: string, spec: ClockSpec, open: Clock): void {
  const given = givenFor(work, name, spec, open.segments[0]?.from ?? work.at);
  for (const key of new Set([...keysOf(clocks, name), ...given.keys()])) {
    const [known, next] = [clocks[key], given.get(key)];
    const goes = known && stateOf(known) !== "stopped" ? known : undefined;
    if (!next) {
      if (goes) clocks[key] = turn(work, goes, undefined);
    } else if ((goes ? !follows(goes, next) : !known || key === name) && countable(work, next.limit, open.unit)) {
      clocks[key] = retarget(work, goes ?? beside(open, known, ladderFor(work, name, key)), next);
    }
  }
}

/** A process sets its own limit once, for as long as the ticket keeps to that version. */
function follows(clock: Clock, next: Given): boolean {
  return (next.basis.type === "process" && clock.basis.type === "process") || isGiven(clock, next);
}

/** A clock as it would have run beside the other from its start; what it is given is still to be said. */
export function beside(open: Clock, before: Clock | undefined, ladder: DefinitionRef | undefined): Clock {
  const { basis, unit, segments, grants } = open;
  const kind = { basis, generation: before?.generation ?? 0, ...(unit !== undefined && { unit }), ...(ladder && { ladder }) };
  return { ...kind, grants: grants.slice(0, 1), segments };
}

export function ladderFor({ world, process }: Work, name: string, key: string): DefinitionRef | undefined {
  return world.ladderOf(process.ref.id, name, key !== name)?.ref;
}

function start(
  work: Work,
  known: Clock | undefined,
  { basis, limit }: Given,
  unit: string | undefined,
  ladder: DefinitionRef | undefined,
): Clock {
  const generation = (known?.generation ?? 0) + 1;
  const kind = { basis, generation, ...(unit !== undefined && { unit }), ...(ladder && { ladder }) };
  return startClock(kind, { amount: limit.amount, unit: limit.unit }, work.at, calendarFor(work, unit, [limit]));
}

function retarget(work: Work, clock: Clock, { basis, limit: { amount, unit } }: Given): Clock {
  if (!countable(work, { amount, unit }, clock.unit)) return clock;
  return retargetClock(clock, basis, { amount, unit }, calendarFor(work, clock.unit, [{ unit }, ...clock.grants]));
}

/** An instant that was set by hand is no amount of time, and waits for nobody. */
export function turn(work: Work, clock: Clock, said: "run" | "pause" | undefined): Clock {
  const now = stateOf(clock);
  if (now === "stopped") return said === undefined ? forgotten(clock) : clock;
  const does = said === "pause" && clock.basis.type === "due" ? "run" : said;
  const calendar = calendarFor(work, clock.unit, clock.grants);
  if (does === undefined) return stopClock(clock, work.at, calendar);
  if (does === "run" && now === "paused") return resumeClock(clock, work.at, calendar);
  if (does === "pause" && now === "running") return pauseClock(clock, work.at, calendar);
  return clock;
}

/** One that was reached begins anew with the others once a state has ended them. */
function forgotten({ reached: _reached, ...clock }: Clock): Clock {
  return clock;
}
