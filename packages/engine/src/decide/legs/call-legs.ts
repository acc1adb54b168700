import { legKey, notBegun, type Leg } from "../../model/leg.ts";
import type { Whistle } from "../../model/whistle.ts";
import { change, settled, type Work } from "../work.ts";
import type { Called } from "./called.ts";

/** The legs of one ticket at most: it is read and written whole. */
export const mostLegs = 20;

/** Puts a leg for each called unit onto the ticket; one that was called before and is not done begins anew. They begin once the command is decided. */
export function callLegs(work: Work, whistle: Whistle, called: readonly Called[]): void {
  const { legs: before = {}, called: known = [] } = work.ticket;
  const legs: Record<string, Leg> = { ...before };
  for (const call of called) {
    const key = legKey(whistle.no, call.unit);
    const leg = calledLeg(work, whistle, call, legs[key]);
    if (leg) legs[key] = leg;
  }
  const units = called.map(({ unit }) => unit).filter((unit) => !known.includes(unit));
  change(work, { whistle, legs: withinBounds(legs, whistle.no), ...(units.length > 0 && { called: [...known, ...units] }) });
}

/** The legs begin anew, in the round the whistle is in. */
export function recallLegs(work: Work, keys: readonly string[], whistle: Whistle): void {
  const legs: Record<string, Leg> = { ...work.ticket.legs };
  for (const key of keys) {
    const leg = legs[key];
    if (leg) legs[key] = anew(work, leg, whistle.round);
  }
  change(work, { whistle, legs });
}

function calledLeg(work: Work, whistle: Whistle, { unit, role, via }: Called, before: Leg | undefined): Leg | undefined {
  if (before) return anew(work, { ...before, role }, whistle.round);
  const process = work.world.process(whistle.processes[role]);
  // The check of the process has seen to it; a version that is no more calls nobody.
  if (!process) return undefined;
  return {
    whistle: whistle.no,
    unit,
    role,
    via,
    round: whistle.round,
    calledAt: work.at,
    process: process.ref,
    revision: work.ticket.revision + 1,
    state: notBegun,
    stage: "handle",
    open: true,
    texts: {},
    fields: {},
    counts: {},
    generations: {},
  };
}

function anew(work: Work, leg: Leg, round: number): Leg {
  const gone = {
    outcome: undefined,
    endedBy: undefined,
    closedAt: undefined,
    history: undefined,
    requests: undefined,
    returned: undefined,
  };
  const counts = { ...leg.counts, calls: (leg.counts["calls"] ?? 1) + 1 };
  const { revision } = work.ticket;
  return settled<Leg>({
    ...leg,
    ...gone,
    counts,
    round,
    state: notBegun,
    stage: "handle",
    open: true,
    calledAt: work.at,
    revision: revision + 1,
  });
}

/** Of earlier whistles those go first that were called first; the journal keeps them all. */
function withinBounds(legs: Readonly<Record<string, Leg>>, no: number): Readonly<Record<string, Leg>> {
  const entries = Object.entries(legs);
  const past = entries.filter(([, leg]) => leg.whistle !== no).toSorted(([, one], [, other]) => one.whistle - other.whistle);
  const gone = new Set(past.slice(0, Math.max(0, entries.length - mostLegs)).map(([key]) => key));
  return Object.fromEntries(entries.filter(([key]) => !gone.has(key)));
}
