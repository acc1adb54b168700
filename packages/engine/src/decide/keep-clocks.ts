import type { ClockSpec } from "../definitions/process.ts";
import type { Clock, ClockBasis } from "../model/clock.ts";
import type { DefinitionRef, Limit } from "../model/ticket.ts";
import { isWorking, pauseClock, resumeClock, retargetClock, startClock, stateOf, stopClock } from "../time/clock.ts";
import type { Calendar } from "../time/compile-calendar.ts";
import { deadlineOf } from "../time/deadline.ts";
import { unitFor } from "./authorize.ts";
import { milestonesOf, standardLimit } from "./standard-limit.ts";
import { change, type Work } from "./work.ts";

/** Lets every clock of the process do what the states that are now active say; the ticket is due when they are. */
export function keepClocks(work: Work): void {
  const specs = Object.entries(work.process.document.meta.clocks ?? {});
  if (specs.length === 0) return;
  const clocks: Record<string, Clock> = { ...work.ticket.clocks };
  for (const [name, spec] of specs) keepClock(work, clocks, name, spec);
  if (Object.keys(clocks).length > 0) change(work, { clocks, ...deadlineOf(Object.values(clocks)) });
}

function keepClock(work: Work, clocks: Record<string, Clock>, name: string, spec: ClockSpec): void {
  const does = work.process.standing(work.ticket.state).clocks.get(name);
  const unit = unitFor(work.world.organisation, work.ticket, spec.of ?? "owner");
  const known = clocks[name];
  if (does === "run" && (!known || stateOf(known) === "stopped" || known.unit !== unit)) {
    begin(work, clocks, name, spec, unit);
    return;
  }
  for (const [key, clock] of Object.entries(clocks)) {
    if (key !== name && !key.startsWith(`${name}/`)) continue;
    const given = key === name ? limitFor(work, spec, clock.segments[0]?.from ?? work.at) : undefined;
    const target = given && stateOf(clock) !== "stopped" && !isSameBasis(given.basis, clock.basis) ? retarget(work, clock, given) : clock;
    clocks[key] = turn(work, target, does);
  }
}

/** Starts the clock, and with it those of the standard's milestones; whatever ran for another unit before is over. */
export function begin(work: Work, clocks: Record<string, Clock>, name: string, spec: ClockSpec, unit: string | undefined): void {
  const main = limitFor(work, spec, work.at);
  const basis = { type: "standard", code: work.ticket.standard?.id ?? "" } as const;
  const milestones = (spec.standard ? milestonesOf(work.ticket) : []).map((milestone) => {
    const limit = standardLimit(work.world, work.ticket, work.at, milestone);
    return [`${name}/${milestone}`, limit && { basis, limit }] as const;
  });
  const given = new Map([[name, main] as const, ...milestones]);
  for (const key of new Set([...Object.keys(clocks).filter((each) => each === name || each.startsWith(`${name}/`)), ...given.keys()])) {
    const [known, next] = [clocks[key], given.get(key)];
    if (next && countable(work, next.limit, unit))
      clocks[key] = start(work, known, next, unit, work.world.ladderOf(work.process.ref.id, name, key !== name)?.ref);
    else if (known) clocks[key] = turn(work, known, undefined);
  }
}

/** A limit, and where it comes from. */
export interface Given {
  readonly basis: ClockBasis;
  readonly limit: Limit;
}

const hour = 3_600_000;

/** What the clock is given that counts from the instant: what was set by hand, else what the standard says, else the process. */
export function limitFor(
  { world, ticket, at }: Pick<Work, "world" | "ticket" | "at">,
  { standard, limit }: ClockSpec,
  from: number,
): Given | undefined {
  const { fixedDue } = ticket;
  if (standard && fixedDue !== undefined) {
    if (fixedDue <= from) return undefined;
    return { basis: { type: "due", at: fixedDue }, limit: { amount: (fixedDue - from) / hour, unit: "urgent-hour" } };
  }
  const filed = standard ? standardLimit(world, ticket, at) : undefined;
  if (filed && ticket.standard) return { basis: { type: "standard", code: ticket.standard.id }, limit: filed };
  return limit && { basis: { type: "process" }, limit };
}

export function isSameBasis(one: ClockBasis, other: ClockBasis): boolean {
  if (one.type === "standard") return other.type === "standard" && one.code === other.code;
  if (one.type === "due") return other.type === "due" && one.at === other.at;
  return other.type === "process";
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
  return retargetClock(clock, basis, { amount, unit }, calendarFor(work, clock.unit, [{ unit }]));
}

/** What the states say of the clock, done. An instant that was set by hand is no amount of time, and waits for nobody. */
export function turn(work: Work, clock: Clock, said: "run" | "pause" | undefined): Clock {
  const now = stateOf(clock);
  if (now === "stopped") return clock;
  const does = said === "pause" && clock.basis.type === "due" ? "run" : said;
  const calendar = calendarFor(work, clock.unit, clock.grants);
  if (does === undefined) return stopClock(clock, work.at, calendar);
  if (does === "run" && now === "paused") return resumeClock(clock, work.at, calendar);
  if (does === "pause" && now === "running") return pauseClock(clock, work.at, calendar);
  return clock;
}

/** Without a calendar nobody can say how long working time is. */
export function countable(work: Work, { unit }: Limit, of: string | undefined): boolean {
  return !isWorking(unit) || work.world.calendarOf(of) !== undefined;
}

/** The unit's calendar, noted among what was asked where working time is counted by it. */
export function calendarFor(work: Work, unit: string | undefined, limits: readonly Pick<Limit, "unit">[]): Calendar | undefined {
  const calendar = work.world.calendarOf(unit);
  if (!calendar || !limits.some((limit) => isWorking(limit.unit))) return calendar;
  noteCalendar(work, calendar);
  return calendar;
}

export function noteCalendar({ versions }: Pick<Work, "versions">, { ref }: Calendar): void {
  versions[`calendar/${ref.id}`] = ref.version;
  if (ref.holidays) versions[`holidays/${ref.holidays.id}`] = ref.holidays.version;
}
