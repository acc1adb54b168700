import type { Ability } from "../abilities/ability.ts";
import { abilities } from "../abilities/index.ts";
import type { FormSpec } from "../definitions/form.ts";
import { own } from "../definitions/own.ts";
import { referenceOf, reportOf, type ProcessDocument, type RoleSpec } from "../definitions/process.ts";
import type { Edge, GraphNode } from "../definitions/state-graph.ts";
import type { Actor } from "../model/actor.ts";
import type { Approver } from "../model/request.ts";
import type { JsonObject } from "../model/json.ts";
import type { DefinitionRef, StateValue } from "../model/ticket.ts";
import { compileGuard, type Guard, type HostGuard } from "./guard.ts";
import { standingIn, type Standing } from "./standing.ts";
import { compileMachine } from "./transition.ts";
import type { Machine } from "./machine.ts";

/** An ability as a process opted into it. */
export interface OptedAbility {
  readonly ability: Ability;
  readonly by: readonly RoleSpec[];
  readonly approvals: readonly Approver[];
  readonly options: JsonObject;
}

/** A process at one version, compiled once. */
export interface Process {
  readonly ref: DefinitionRef;
  readonly document: ProcessDocument;
  readonly machine: Machine;
  readonly guards: ReadonlyMap<Edge, Guard>;
  /** Every command of the process with the transitions that answer to it. */
  readonly commands: ReadonlyMap<string, readonly Edge[]>;
  /** The abilities it opted into and those only the engine uses, with who may use each. */
  readonly abilities: ReadonlyMap<string, OptedAbility>;
  /** Whether any command of it has to be agreed to. */
  readonly asksApproval: boolean;
  /** What a report asks of this actor: a reporter is not asked what is for staff. */
  readonly reportForm: (actor: Actor) => FormSpec;
  /** The fields of its report's form that hold human text. */
  readonly reportTexts: readonly string[];
  /** The form fields a reporter may read: those the report asks for, and those marked public. */
  readonly publicFields: ReadonlySet<string>;
  /** The innermost states the value stands for. */
  readonly leaves: (state: StateValue) => readonly GraphNode[];
  readonly standing: (state: StateValue) => Standing;
}

/** Compiles a checked process. A host guard that is missing throws where it is asked: `check` refuses to publish one first. */
export function compileProcess(document: ProcessDocument, version: number, hostGuards: ReadonlyMap<string, HostGuard>): Process {
  const machine = compileMachine(document);
  const guards = new Map<Edge, Guard>();
  const commands = new Map<string, Edge[]>();
  for (const node of machine.graph.nodes.values()) {
    for (const edge of node.edges) {
      if (edge.transition.guard !== undefined) guards.set(edge, compileGuard(referenceOf(edge.transition.guard), document, hostGuards));
      if (edge.kind === "on") commands.set(edge.name, [...(commands.get(edge.name) ?? []), edge]);
    }
  }
  const forReporters = Object.fromEntries(Object.entries(reportOf(document).form).filter(([, field]) => !field.staff));
  const standing = standingIn(machine.graph.root);
  return {
    ref: { id: document.id, version },
    document,
    machine,
    guards,
    commands,
    abilities: abilitiesOf(document),
    asksApproval: asksApproval(document, [...commands.values()].flat()),
    reportForm: (actor) => (actor.kind === "reporter" ? forReporters : reportOf(document).form),
    reportTexts: Object.entries(reportOf(document).form).flatMap(([name, { type }]) => (type === "text" ? [name] : [])),
    publicFields: publicFieldsOf(document, [...commands.values()].flat()),
    leaves: (state) => standing(state).leaves,
    standing,
  };
}

function abilitiesOf(document: ProcessDocument): Process["abilities"] {
  const entries = [...abilities].flatMap(([name, ability]): (readonly [string, OptedAbility])[] => {
    const opted = own(document.meta.abilities, name);
    const by = ability.by ?? opted?.by;
    if (!by) return [];
    const options = (ability.options?.safeParse(opted?.options ?? {}).data ?? {}) as JsonObject;
    return [[name, { ability, by, approvals: opted?.approvals ?? [], options }]];
  });
  return new Map(entries);
}

function asksApproval({ meta }: ProcessDocument, edges: readonly Edge[]): boolean {
  return edges.some((edge) => edge.transition.meta?.approvals) || Object.values(meta.abilities ?? {}).some(({ approvals }) => approvals);
}

function publicFieldsOf(document: ProcessDocument, edges: readonly Edge[]): ReadonlySet<string> {
  const marked = edges.flatMap((edge) => Object.entries(edge.transition.meta?.form ?? {}).filter(([, field]) => field.public));
  const theirs = Object.entries(reportOf(document).form).filter(([, field]) => !field.staff || field.public);
  return new Set([...theirs.map(([name]) => name), ...marked.map(([name]) => name)]);
}
