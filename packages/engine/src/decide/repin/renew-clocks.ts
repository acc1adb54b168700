import type { ClockSpec } from "../../definitions/process.ts";
import { canonical } from "../../model/canonical.ts";
import type { Clock } from "../../model/clock.ts";
import type { DefinitionRef } from "../../model/ticket.ts";
import { relimitClock, stateOf } from "../../time/clock.ts";
import { deadlineOf } from "../../time/deadline.ts";
import { fileStandard } from "../actions/file-standard.ts";
import { unitFor } from "../authorize.ts";
import { calendarFor, countable } from "../clock-calendar.ts";
import { givenFor, isGiven, type Given } from "../given-limits.ts";
import { begin, beside, keysOf, ladderFor, turn } from "../keep-clocks.ts";
import { carryRungs } from "../ladders/carry-rungs.ts";
import { change, type Work } from "../work.ts";

/** Gives the clocks that run or wait the limits and ladders of today: with what they have used so far, or anew from now on. */
export function renewClocks(work: Work, how: "retarget" | "restart"): void {
  refile(work);
  const clocks: Record<string, Clock> = { ...work.ticket.clocks };
  for (const [name, spec] of Object.entries(work.process.document.meta.clocks ?? {})) {
    const known = clocks[name];
    if (!known || stateOf(known) === "stopped") continue;
    // An instant that was set by hand is no limit: nothing of it begins anew.
    if (how === "retarget" || known.basis.type === "due") retarget(work, clocks, name, spec, known);
    else begin(work, clocks, name, spec, unitFor(work.world.organisation, work.ticket, spec.of ?? "owner"));
  }
  if (work.ticket.clocks) change(work, { clocks });
}

/** Stops the clocks that the process has no more: no state of it would. */
export function stopGoneClocks(work: Work): void {
  const { clocks } = work.ticket;
  if (!clocks) return;
  const specs = work.process.document.meta.clocks ?? {};
  const isGone = (key: string): boolean => !Object.hasOwn(specs, key.split("/", 1)[0] ?? key);
  const kept = Object.entries(clocks).map(([key, clock]) => [key, isGone(key) ? turn(work, clock, undefined) : clock] as const);
  change(work, { clocks: Object.fromEntries(kept), ...deadlineOf(kept.map(([, clock]) => clock)) });
}

/** The filed standard as it is now; a newer edition that sets the same limits changes nothing. */
function refile(work: Work): void {
  const { standard } = work.ticket;
  if (!standard) return;
  fileStandard(work, standard.id);
  if (canonical(work.ticket.standard?.limits ?? []) === canonical(standard.limits ?? [])) change(work, { standard });
}

/** The clock and its milestones; a milestone that the standard did not have before has run as long as the clock. */
function retarget(work: Work, clocks: Record<string, Clock>, name: string, spec: ClockSpec, main: Clock): void {
  const given = givenFor(work, name, spec, main.segments[0]?.from ?? work.at);
  for (const key of new Set([...keysOf(clocks, name), ...given.keys()])) {
    const [known, next] = [clocks[key], given.get(key)];
    if (known && stateOf(known) === "stopped") continue;
    if (next) clocks[key] = relimited(work, known ?? beside(main, undefined, undefined), next, ladderFor(work, name, key));
    else if (known) clocks[key] = turn(work, known, undefined);
  }
}

/** The clock with the limit and the ladder; the same clock where it has both already. */
function relimited(work: Work, clock: Clock, { basis, limit }: Given, ladder: DefinitionRef | undefined): Clock {
  const isLimit = isGiven(clock, { basis, limit });
  const isLadder = ladder?.id === clock.ladder?.id && ladder?.version === clock.ladder?.version;
  if ((clock.generation > 0 && isLimit && isLadder) || !countable(work, limit, clock.unit)) return clock;
  const calendar = calendarFor(work, clock.unit, [limit, ...clock.grants]);
  const { ladder: _before, ...rest } = relimitClock(clock, basis, { amount: limit.amount, unit: limit.unit }, calendar);
  if (ladder) work.versions[`ladder/${ladder.id}`] = ladder.version;
  const after = { ...rest, ...(ladder && { ladder }) };
  return carryRungs(clock, after, ladder && work.world.ladder(ladder), calendar, work.at);
}
