import type { Edge } from "../definitions/state-graph.ts";
import type { Actor } from "../model/actor.ts";
import type { Form } from "../model/command.ts";
import { refuse, type Refused } from "../model/refusal.ts";
import type { Ticket } from "../model/ticket.ts";
import { mayAct, separated } from "./authorize.ts";
import type { Process } from "./process.ts";
import type { World } from "./world.ts";

/** The transitions that answer to the command where the ticket stands now, innermost state first. */
export function candidates(process: Process, ticket: Ticket, command: string): readonly Edge[] {
  const edges = process.commands.get(command) ?? [];
  if (edges.length === 0) return [];
  const { active } = process.standing(ticket.state);
  return edges.filter((edge) => active.has(process.sourceOf(edge)));
}

/** Why the actor may not take this transition, leaving aside what its form says; undefined where it is open. */
export function standsAgainst(world: World, process: Process, ticket: Ticket, actor: Actor, edge: Edge): Refused | undefined {
  const meta = edge.transition.meta;
  const way = { fromVerify: process.sourceOf(edge).stage === "verify", forward: meta?.way !== "return" };
  return mayAct(world, ticket, actor, meta?.by ?? []) ?? separated(ticket, actor, way);
}

/** Whether the guard is open for the ticket and the form. */
export function isOpen(process: Process, edge: Edge, ticket: Ticket, form: Form): boolean {
  return process.guards.get(edge)?.holds({ ticket, form }) ?? true;
}

export function shut(process: Process, edge: Edge): Refused {
  const says = process.guards.get(edge)?.says ?? "";
  const label = edge.transition.meta?.label;
  return refuse(
    "condition-not-met",
    `“${label?.["zh-CN"] ?? edge.name}”的条件不满足：${says}`,
    `The condition of "${label?.en ?? edge.name}" does not hold: ${says}`,
  );
}
