import type { ClockSpec } from "../definitions/process.ts";
import type { Clock, ClockBasis } from "../model/clock.ts";
import type { Limit, Ticket } from "../model/ticket.ts";
import { milestonesOf, standardLimit } from "./standard-limit.ts";
import type { Work } from "./work.ts";

/** A limit, and where it comes from. */
export interface Given {
  readonly basis: ClockBasis;
  readonly limit: Limit;
}

const hour = 3_600_000;

/** What the clock and its milestones are given that count from the instant, by their keys. */
export function givenFor(work: Work, name: string, spec: ClockSpec, from: number): ReadonlyMap<string, Given> {
  const { world, ticket } = work;
  const main = limitFor(work, name, spec, from);
  const milestones = spec.standard ? milestonesOf(ticket) : [];
  return new Map([
    ...(main ? [[name, main] as const] : []),
    ...milestones.flatMap((milestone) => {
      const limit = standardLimit(world, ticket, from, milestone);
      return limit ? [[`${name}/${milestone}`, { basis: standardOf(ticket), limit }] as const] : [];
    }),
  ]);
}

/** What was set by hand, else what the standard says, else of a leg its whistle, else the process. */
function limitFor({ world, ticket, leg }: Work, name: string, { standard, limit }: ClockSpec, from: number): Given | undefined {
  const { fixedDue } = ticket;
  // An instant that is past already is late from the start.
  if (standard && fixedDue !== undefined)
    return { basis: { type: "due", at: fixedDue }, limit: { amount: Math.max(0, fixedDue - from) / hour, unit: "urgent-hour" } };
  const filed = standard ? standardLimit(world, ticket, from) : undefined;
  if (filed) return { basis: standardOf(ticket), limit: filed };
  const called = leg?.limits[name];
  if (called) return { basis: { type: "whistle" }, limit: called };
  return limit && { basis: { type: "process" }, limit };
}

function standardOf({ standard }: Ticket): ClockBasis {
  return { type: "standard", code: standard?.id ?? "" };
}

/** Whether the clock was given just this. */
export function isGiven(clock: Clock, { basis, limit }: Given): boolean {
  const [first] = clock.grants;
  if (!isSameBasis(clock.basis, basis)) return false;
  return basis.type === "due" || (first?.amount === limit.amount && first.unit === limit.unit);
}

/** Whether both are given for one and the same reason. */
export function isSameBasis(one: ClockBasis, other: ClockBasis): boolean {
  if (one.type === "standard") return other.type === "standard" && one.code === other.code;
  if (one.type === "due") return other.type === "due" && one.at === other.at;
  return other.type === one.type;
}
