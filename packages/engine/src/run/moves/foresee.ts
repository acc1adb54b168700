import { decide, type Circumstances } from "../../decide/decide.ts";
import { hostRefusal } from "../../decide/host-refusal.ts";
import { caughtUp, overdueTimer } from "../../decide/overdue.ts";
import { unmapped } from "../../decide/repin/place.ts";
import type { World } from "../../decide/world.ts";
import type { Refusal, Refused } from "../../model/refusal.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { Store } from "../../store/port.ts";
import { commandFor, sleeps } from "./command-for.ts";
import type { Going } from "./parse-move.ts";

/** What the move will do to a ticket that it is for. */
export type Foreseen =
  /** The states, by their paths, that have gone and that nothing says where to go from. */
  | { readonly type: "unmapped"; readonly before: Ticket; readonly states: readonly string[] }
  | { readonly type: "refused"; readonly before: Ticket; readonly refusal: Refusal }
  | {
      readonly type: "moves";
      readonly before: Ticket;
      readonly after: Ticket;
      readonly voided: readonly string[];
      readonly orders: number;
    };

export interface Foreseeing {
  readonly store: Store;
  readonly world: World;
  readonly going: Going;
  readonly around: Circumstances;
}

/**
 * Decides the move of a ticket as it will be decided, overdue timers first, and writes nothing. Undefined where the move is not for it, or
 * changes nothing of it.
 */
export async function foresee({ store, world, going, around }: Foreseeing, stored: Ticket): Promise<Foreseen | undefined> {
  const isOverdue = !sleeps(stored) && overdueTimer(stored, around.now) !== undefined;
  const { ticket, entries } = isOverdue ? caughtUp(world, stored, around, around.now) : { ticket: stored, entries: [] };
  const process = world.process(ticket.process.id, ticket.process.version);
  if (!process || !going.takes(ticket)) return undefined;
  const states = process === going.to ? [] : unmapped(process, going.to, ticket, going.states);
  if (states.length > 0) return { type: "unmapped", before: ticket, states };
  const command = await commandFor(store, world, going, ticket, around.now, entries);
  const decided = orRefused(() => decide(world, ticket, command, { kind: "system", tenant: ticket.tenant }, around));
  if (decided.ok) {
    const { voided = [], orders = 0 } = decided.entry.repin ?? {};
    return { type: "moves", before: ticket, after: decided.ticket, voided, orders };
  }
  return decided.refusal.code === "not-now" ? undefined : { type: "refused", before: ticket, refusal: decided.refusal };
}

/** A guard of the host that throws for one ticket keeps no other from moving. */
function orRefused<Answer>(act: () => Answer): Answer | Refused {
  try {
    return act();
  } catch (cause) {
    return hostRefusal(cause);
  }
}
