import type { Actor } from "../model/actor.ts";
import { isReport, type Command, type TicketCommand } from "../model/command.ts";
import { EngineError } from "../model/engine-error.ts";
import type { Entry } from "../model/entry.ts";
import type { Ticket } from "../model/ticket.ts";
import { maySee } from "./authorize.ts";
import { ladderClock } from "./ladders/arm-ladders.ts";
import { decide, type Circumstances } from "./decide.ts";
import type { World } from "./world.ts";

/** More timers than fall due one after the other on a ticket that nobody looked at. */
export const maxOverdue = 10;

/** The timer that should have fired on this ticket by now, the earliest first and of several at once as the store takes them, as the command it is. */
export function overdueTimer(ticket: Ticket, at: number): TicketCommand | undefined {
  let first: string | undefined;
  for (const [id, { due }] of Object.entries(ticket.timers)) {
    if (due > at) continue;
    const best = first === undefined ? Infinity : (ticket.timers[first]?.due ?? Infinity);
    if (due < best || (due === best && id < (first ?? ""))) first = id;
  }
  if (first === undefined) return undefined;
  const form = { timer: first, generation: ticket.timers[first]?.generation ?? 0 };
  // A ladder's rung happens when it is looked at, which may be before now.
  return { type: "timer", ticket: ticket.id, form, ...(ladderClock(first) !== undefined && { at }) };
}

/**
 * The timer that comes before the command: what should have happened by itself when the command happens, which may be before now. What
 * is told of the past happened as it is told.
 */
export function overdueBefore(world: World, ticket: Ticket, command: Command, actor: Actor, now: number): TicketCommand | undefined {
  if (isReport(command) || command.type === "timer" || command.historical) return undefined;
  const timer = overdueTimer(ticket, command.at ?? now);
  return timer && maySee(world, ticket, actor) ? timer : undefined;
}

/** The ticket as the timers that are overdue at the instant will leave it: what is offered and tried stands on that, as what is done does. */
export function withoutOverdue(world: World, ticket: Ticket, around: Circumstances, at: number): Ticket {
  return caughtUp(world, ticket, around, at).ticket;
}

/** The same, with the entries that the timers will write. */
export function caughtUp(
  world: World,
  ticket: Ticket,
  around: Circumstances,
  at: number,
): { readonly ticket: Ticket; readonly entries: readonly Entry[] } {
  const system: Actor = { kind: "system", tenant: ticket.tenant };
  const entries: Entry[] = [];
  let now = ticket;
  for (let fired = 0; fired < maxOverdue; fired += 1) {
    const timer = overdueTimer(now, at);
    const answer = timer && unlessHostFails(() => decide(world, now, timer, system, around));
    if (!answer?.ok) break;
    now = answer.ticket;
    entries.push(answer.entry);
  }
  return { ticket: now, entries };
}

/** What firing an overdue timer answers; undefined where a guard of the host throws: it waits, and stands in the way of nothing else. */
export function unlessHostFails<Answer>(fire: () => Answer): Answer | undefined {
  try {
    return fire();
  } catch (cause) {
    if (isHostFault(cause)) return undefined;
    throw cause;
  }
}

/** Whether a guard of the host threw. */
export function isHostFault(cause: unknown): boolean {
  return cause instanceof EngineError && cause.code === "host-guard";
}
