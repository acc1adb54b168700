import type { Field, FormSpec } from "../definitions/form.ts";
import type { Edge } from "../definitions/state-graph.ts";
import type { Actor } from "../model/actor.ts";
import type { Form } from "../model/command.ts";
import { refuse, type Refused } from "../model/refusal.ts";
import type { Approver } from "../model/request.ts";
import type { Ticket } from "../model/ticket.ts";
import { mayAct } from "./authorize.ts";
import { claimed, unanswered } from "./hold-back.ts";
import type { Process } from "./process.ts";
import { separated } from "./separate.ts";
import type { World } from "./world.ts";

/** The transitions that answer to the command where the ticket stands now, innermost state first. */
export function candidates(process: Process, ticket: Ticket, command: string): readonly Edge[] {
  const edges = process.commands.get(command) ?? [];
  if (edges.length === 0) return [];
  const { active, done } = process.standing(ticket.state);
  if (done) return [];
  return edges.filter((edge) => active.has(edge.source));
}

/** Why the actor may not take this transition, leaving aside what its form says; undefined where it is open. */
export function standsAgainst(world: World, process: Process, ticket: Ticket, actor: Actor, edge: Edge): Refused | undefined {
  return (
    mayAct(world, ticket, actor, edge.transition.meta?.by ?? []) ??
    partnerless(world, edge) ??
    separated(process, ticket, actor, edge) ??
    claimed(world, process, ticket, actor, edge) ??
    unanswered(world, process, ticket, actor, edge)
  );
}

/** A tenant that knows no other hands nothing over. */
function partnerless({ organisation }: World, { transition }: Edge): Refused | undefined {
  if (organisation.partners.size > 0 || transition.meta?.form?.["partner"]?.type !== "partner") return undefined;
  return refuse(
    "not-now",
    "组织中没有移交对象（partners），无处可移交；请先在组织定义中登记。",
    "The organisation knows no partners to hand tickets over to; name them there first.",
  );
}

/** The transitions that the command takes together: in each region the innermost that is admitted, the first of a state's own. */
export function select(
  process: Process,
  ticket: Ticket,
  command: string,
  possible: readonly Edge[],
  admits: (edge: Edge) => boolean,
): readonly Edge[] {
  // A single candidate needs no statechart to choose it.
  if (possible.length <= 1) return possible.filter(admits);
  return process.machine.select(ticket, command, (edge) => possible.includes(edge) && admits(edge));
}

/** All that the transitions ask for, where a command moves several regions at once. */
export function formOf(edges: readonly Edge[]): FormSpec {
  const forms = edges.map((edge) => edge.transition.meta?.form ?? {});
  if (forms.length <= 1) return forms[0] ?? {};
  const union: Record<string, Field> = {};
  for (const [name, field] of forms.flatMap((form) => Object.entries(form))) {
    union[name] = { ...field, required: field.required === true || union[name]?.required === true };
  }
  return union;
}

export function asksEvidence(edges: readonly Edge[]): boolean {
  return edges.some((edge) => edge.transition.meta?.evidence === true);
}

/** Who must agree to what the transitions do, in their order. */
export function approvalsOf(edges: readonly Edge[]): readonly Approver[] {
  return edges.flatMap((edge) => edge.transition.meta?.approvals ?? []);
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
