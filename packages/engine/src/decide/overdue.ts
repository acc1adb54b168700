import type { Actor } from "../model/actor.ts";
import type { TicketCommand } from "../model/command.ts";
import type { Ticket } from "../model/ticket.ts";
import { ladderClock } from "./ladders/arm-ladders.ts";
import { decide, type Circumstances } from "./decide.ts";
import type { World } from "./world.ts";

/** More timers than fall due one after the other on a ticket that nobody looked at. */
export const maxOverdue = 10;

/** The timer that should have fired on this ticket by now, the earliest first, as the command it is. */
export function overdueTimer(ticket: Ticket, at: number): TicketCommand | undefined {
  let first: string | undefined;
  for (const [id, { due }] of Object.entries(ticket.timers)) {
    if (due <= at && (first === undefined || due < (ticket.timers[first]?.due ?? Infinity))) first = id;
  }
  if (first === undefined) return undefined;
  const form = { timer: first, generation: ticket.timers[first]?.generation ?? 0 };
  // A ladder's rung happens when it is looked at, which may be before now.
  return { type: "timer", ticket: ticket.id, form, ...(ladderClock(first) !== undefined && { at }) };
}

/** The ticket as its overdue timers will leave it: what is offered and tried stands on that, as what is done does. */
export function withoutOverdue(world: World, ticket: Ticket, around: Circumstances): Ticket {
  const system: Actor = { kind: "system", tenant: ticket.tenant };
  let now = ticket;
  for (let fired = 0; fired < maxOverdue; fired += 1) {
    const timer = overdueTimer(now, around.now);
    const answer = timer && decide(world, now, timer, system, around);
    if (!answer?.ok) return now;
    now = answer.ticket;
  }
  return now;
}
