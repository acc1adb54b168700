import type { Edge } from "../../definitions/state-graph.ts";
import type { Actor } from "../../model/actor.ts";
import type { TicketCommand } from "../../model/command.ts";
import { stages, type Stage } from "../../model/stage.ts";
import type { Ticket } from "../../model/ticket.ts";
import { peopleFor } from "../replay/stand-in.ts";
import { isForward } from "../separate.ts";
import type { World } from "../world.ts";

/** A command that takes a ticket on, and somebody who can send it. */
export interface Onward {
  readonly command: TicketCommand;
  readonly by: Actor;
}

/**
 * The steps that would take the ticket nearer to whoever handles it, the nearest stage first: forward, asking nothing that must be filled
 * in, and nobody's agreement. None once it is handled.
 */
export function onward(world: World, ticket: Ticket): readonly Onward[] {
  const { id, version } = ticket.process;
  const process = world.process(id, version);
  const now = rankOf(ticket.stage);
  if (!process || now >= handling) return [];
  const { active } = process.standing(ticket.state);
  const ways = [...process.commands].flatMap(([name, edges]) =>
    edges.flatMap((edge) => {
      const to = Math.max(-1, ...edge.targets.map((target) => rankOf(process.machine.graph.nodes.get(target.id ?? "")?.stage)));
      return active.has(edge.source) && isSimple(edge) && to > now && to <= handling ? [{ name, edge, to }] : [];
    }),
  );
  return ways
    .toSorted((one, other) => one.to - other.to)
    .flatMap(({ name, edge }) => (edge.transition.meta?.by ?? []).map((who) => ({ name, who })))
    .flatMap(({ name, who }) => {
      const [person] = peopleFor(world.organisation, ticket, who);
      if (person === undefined) return [];
      return [{ command: { type: name, ticket: ticket.id, form: {} }, by: { kind: "person", tenant: ticket.tenant, id: person } }];
    });
}

const handling = stages.indexOf("handle");

function rankOf(stage: Stage | undefined): number {
  return stage === undefined ? -1 : stages.indexOf(stage);
}

function isSimple(edge: Edge): boolean {
  const { form = {}, evidence, approvals } = edge.transition.meta ?? {};
  return isForward(edge) && evidence !== true && !approvals && Object.values(form).every((field) => field.required !== true);
}
