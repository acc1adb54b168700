import { openSupervision } from "../abilities/supervise.ts";
import type { Edge } from "../definitions/state-graph.ts";
import { callerOf, type Actor } from "../model/actor.ts";
import { refuse, type Refused } from "../model/refusal.ts";
import type { Ticket } from "../model/ticket.ts";
import { mayAct } from "./authorize.ts";
import type { Process } from "./process.ts";
import { isForward, moves } from "./separate.ts";
import type { World } from "./world.ts";

/**
 * Where an order is to be answered in writing, nobody but whoever gave it takes the ticket forward out of its handling or to its end; where a
 * rung of a ladder did, whoever could have given it.
 */
export function unanswered(world: World, process: Process, ticket: Ticket, actor: Actor, edge: Edge): Refused | undefined {
  const open = openSupervision(ticket);
  if (!open || open.by === callerOf(actor) || !isForward(edge) || !leaves(process, ticket, edge)) return undefined;
  const { by = [] } = process.abilities.get("supervise") ?? {};
  if (open.rung && !mayAct(world, ticket, actor, by)) return undefined;
  return refuse(
    "not-now",
    "有督办尚未书面答复；请先答复（reply）。",
    "An order has not been answered in writing yet; answer it first (reply).",
  );
}

/** Who has claimed the ticket; nobody where they have left the owner and the units above it, since they could not give it back. */
export function claimedBy({ organisation }: World, { assignee, owner }: Pick<Ticket, "assignee" | "owner">): string | undefined {
  if (assignee === undefined || owner === undefined) return undefined;
  const lineage = organisation.units.lineage(owner);
  return organisation.seats(assignee).some((seat) => lineage.includes(seat)) ? assignee : undefined;
}

/** What one of the owner's people has taken on, the others leave to them. */
export function claimed(world: World, process: Process, ticket: Ticket, actor: Actor, edge: Edge): Refused | undefined {
  const assignee = claimedBy(world, ticket);
  if (assignee === undefined || actor.kind !== "person" || actor.id === assignee) return undefined;
  if (!moves(process, ticket.state, edge, "handle")) return undefined;
  const others = (edge.transition.meta?.by ?? []).filter((who) => !("at" in who) || who.at !== "owner");
  if (others.length > 0 && !mayAct(world, ticket, actor, others)) return undefined;
  return refuse(
    "not-allowed",
    `${assignee} 已认领此案卷；请由其办理，或由其转交（delegate）、放回（release）。`,
    `${assignee} has claimed this ticket; leave it to them, or have them delegate or release it.`,
  );
}

/** Out of the handling, or from anywhere to the end. */
function leaves({ machine, standing }: Process, { state }: Ticket, edge: Edge): boolean {
  const from = standing(state).active.get(edge.source);
  const stages = edge.targets.map(({ id }) => machine.graph.nodes.get(id ?? "")?.stage);
  if (stages.length === 0) return false;
  const ends = !from?.has("close") && stages.every((stage) => stage === "close");
  return ends || (from?.has("handle") === true && stages.every((stage) => stage !== "handle"));
}
