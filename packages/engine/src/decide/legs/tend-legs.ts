import { notBegun } from "../../model/leg.ts";
import type { Refused } from "../../model/refusal.ts";
import type { Actor } from "../../model/actor.ts";
import type { StateValue } from "../../model/ticket.ts";
import type { Circumstances } from "../decide.ts";
import { fillInBesides } from "../fill-in.ts";
import { move } from "../move.ts";
import type { JoinCommand } from "../../model/whistle.ts";
import type { Process } from "../process.ts";
import { reactionsOf } from "../reactions.ts";
import { settling } from "../settling.ts";
import { attempt, change, type Work } from "../work.ts";
import { endLegs, openLegs } from "./end-legs.ts";
import { joinOf } from "./joined.ts";
import { withLeg } from "./with-leg.ts";

/**
 * After every command: legs that were called begin; where the whistle has what it was blown for the ticket is told, once; and where the ticket
 * has left its joint handling, by whatever way, every leg that is open ends.
 */
export function tendLegs(work: Work, type: string, around: Circumstances): Refused | undefined {
  if (!work.ticket.whistle) return undefined;
  const against = begin(work);
  if (against) return against;
  if (isJoint(work)) tell(work, around);
  const { whistle } = work.ticket;
  if (isJoint(work) || whistle.endedAt !== undefined) return undefined;
  endLegs(work, openLegs(work.ticket), type);
  change(work, { whistle: { ...whistle, endedAt: work.at } });
  return undefined;
}

function begin(work: Work): Refused | undefined {
  for (const [key, leg] of Object.entries(work.ticket.legs ?? {})) {
    if (!leg.open || leg.state !== notBegun) continue;
    const begun = withLeg(work, key, leg, (part) => settling(part, "called", () => part.process.machine.start(reactionsOf(part))));
    if (!begun.ok) return begun;
  }
  return undefined;
}

/** Whether the ticket is where legs may be open. */
function isJoint({ process, ticket }: Pick<Work, "process" | "ticket">): boolean {
  return ticket.open && hasJoint(process, ticket.state);
}

function hasJoint(process: Process, state: StateValue): boolean {
  return [...process.standing(state).active.keys()].some((node) => node.config.meta?.joint);
}

function tell(work: Work, around: Circumstances): void {
  const { whistle, legs = {} } = work.ticket;
  if (!whistle) return;
  const join = joinOf(whistle, Object.values(legs));
  if (join === "joined" && whistle.joinedAt === undefined) {
    change(work, { whistle: { ...whistle, joinedAt: work.at } });
    send(work, "joined", around);
  } else if (join === "stranded" && whistle.strandedAt === undefined) {
    change(work, { whistle: { ...whistle, strandedAt: work.at } });
    send(work, "stranded", around);
  }
}

/** As the engine itself; a process may do without. */
function send(work: Work, type: JoinCommand, around: Circumstances): void {
  if (!work.process.commands.has(type)) return;
  const { actor } = work;
  work.actor = { kind: "system", tenant: work.ticket.tenant } satisfies Actor;
  fillInBesides(work, () => attempt(work, () => move(work, { type, ticket: work.ticket.id }, around)));
  work.actor = actor;
}
