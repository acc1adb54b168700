import { hostRefusal } from "../../decide/host-refusal.ts";
import type { Refusal, Refused } from "../../model/refusal.ts";
import type { Ticket } from "../../model/ticket.ts";
import { execute, type Answer, type ExecuteParts } from "../execute.ts";
import { commandFor } from "./command-for.ts";
import type { Move, MoveOptions } from "./move.ts";
import { openTickets } from "./open-tickets.ts";
import type { Going } from "./parse-move.ts";
import type { MovePlan } from "./plan.ts";
import { prepareMove } from "./plan-move.ts";

export type Moved =
  | {
      readonly ok: true;
      readonly plan: MovePlan;
      /** Tickets that were moved by this call. */
      readonly moved: number;
      /** Tickets that could not be. */
      readonly refused: number;
      /** It was told to stop before the end. */
      readonly interrupted: boolean;
      /** The first of those that could not be, and why. */
      readonly refusals: readonly { readonly id: string; readonly number: string; readonly refusal: Refusal }[];
    }
  /** States have gone that nothing says where to go from: nothing was moved. */
  | { readonly ok: false; readonly plan: MovePlan };

/** Refusals that are told one by one. */
const mostTold = 100;

/** How often a ticket that others keep changing is tried. */
const tries = 10;

/**
 * Moves the open tickets that the move is for: looks into all of them first, and where a mapping is missing moves none. Each is a command and
 * an entry, a page at a time with live commands in between. What was moved is not moved again, so that after an interruption the same
 * call goes on where it was.
 */
export async function moveTickets(parts: ExecuteParts, tenant: string, move: Move, options: MoveOptions = {}): Promise<Moved> {
  const { going, plan, open } = await prepareMove(parts, tenant, move, options);
  if (plan.unmapped.length > 0) return { ok: false, plan };
  if (options.signal?.aborted) return { ok: true, plan, moved: 0, refused: 0, interrupted: true, refusals: [] };
  let [moved, refused] = [0, 0];
  const refusals: { readonly id: string; readonly number: string; readonly refusal: Refusal }[] = [];
  for await (const tickets of openTickets(parts.store, tenant)) {
    if (options.signal?.aborted) return { ok: true, plan, moved, refused, interrupted: true, refusals };
    const answers = await Promise.all(tickets.map(async (ticket) => ({ ticket, answer: await moveOne(parts, going, ticket) })));
    for (const { ticket, answer } of answers) {
      if (!answer || (!answer.ok && answer.refusal.code === "not-now")) continue;
      if (answer.ok) moved += 1;
      else {
        refused += 1;
        if (refusals.length < mostTold) refusals.push({ id: ticket.id, number: ticket.number, refusal: answer.refusal });
      }
    }
    options.progress?.({ looked: open, open, moved });
  }
  return { ok: true, plan, moved, refused, interrupted: false, refusals };
}

/** Moves a ticket as it is now; undefined where the move is not for it, or not any more. */
async function moveOne(parts: ExecuteParts, going: Going, listed: Ticket): Promise<Answer | Refused | undefined> {
  const { store, worlds } = parts;
  const { tenant, id } = listed;
  let ticket: Ticket | undefined = listed;
  let answer: Answer | undefined;
  for (let left = tries; left > 0 && ticket && going.takes(ticket); left -= 1) {
    const { world } = await worlds.of(tenant);
    const command = await commandFor(store, world, going, ticket, parts.now());
    try {
      answer = await execute(parts, command, { kind: "system", tenant });
    } catch (cause) {
      return hostRefusal(cause);
    }
    // Somebody was faster, or a timer was overdue: it is looked at as it is then.
    if (answer.ok || answer.refusal.code !== "stale-revision") return answer;
    ticket = await store.tickets.get(tenant, id);
  }
  return ticket && going.takes(ticket) ? answer : undefined;
}
