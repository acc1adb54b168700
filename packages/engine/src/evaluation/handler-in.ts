import { callerOf } from "../model/actor.ts";
import type { Entry } from "../model/entry.ts";
import type { Ticket } from "../model/ticket.ts";

/**
 * Whoever of the owner moved the ticket on while it was handled, or brought it to its verification. What somebody does on a leg of another
 * unit is nothing that the owner's people did.
 */
export function handlerIn(entry: Entry, before: Ticket | undefined, ticket: Ticket): string | undefined {
  const { actor, from, to, leg } = entry;
  if (!before || actor.kind !== "person" || (leg && before.legs?.[leg.key]?.unit !== before.owner)) return undefined;
  const caller = callerOf(actor);
  const moved = before.stage === "handle" && ticket.movedBy === caller && !isSame(from, to);
  return ticket.handlers.includes(caller) && (moved || !before.handlers.includes(caller)) ? actor.id : undefined;
}

/** Whoever of the called unit moved its leg on: who decides for the whistle what becomes of a leg is no handler of it. */
export function legHandlerIn({ actor, leg }: Entry, before: Ticket | undefined, ticket: Ticket): string | undefined {
  if (!before || !leg || actor.kind !== "person") return undefined;
  const caller = callerOf(actor);
  const moved = ticket.movedBy === caller && !isSame(leg.from, leg.to);
  return ticket.handlers.includes(caller) && (moved || !before.handlers.includes(caller)) ? actor.id : undefined;
}

function isSame(from: Entry["from"], to: Entry["to"]): boolean {
  return JSON.stringify(from) === JSON.stringify(to);
}
