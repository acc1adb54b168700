import type { Ability } from "../abilities/ability.ts";
import { abilities } from "../abilities/index.ts";
import type { FormSpec } from "../definitions/form.ts";
import { own } from "../definitions/own.ts";
import { referenceOf, type ProcessDocument, type RoleSpec, type StateMeta } from "../definitions/process.ts";
import { withAncestors, type Edge, type GraphNode } from "../definitions/state-graph.ts";
import type { Actor } from "../model/actor.ts";
import { EngineError } from "../model/engine-error.ts";
import type { Form } from "../model/command.ts";
import type { Approver } from "../model/request.ts";
import type { JsonObject } from "../model/json.ts";
import { stages, type Stage } from "../model/stage.ts";
import type { DefinitionRef, StateValue, Ticket } from "../model/ticket.ts";
import { compileExpression } from "../rules/feel/compile-expression.ts";
import { frozenCopy } from "./frozen-copy.ts";
import { compileMachine, type Machine } from "./transition.ts";

/** What a guard may look at. */
export interface Facts {
  readonly ticket: Ticket;
  readonly form: Form;
}

/**
 * A guard that the host registers in code: synchronous and pure; facts that need I/O travel in the command. What it is shown is a frozen
 * copy: one that tries to change it throws, as any strict code does, and fails with `host-guard`.
 */
export interface HostGuard {
  readonly version: string;
  readonly holds: (facts: Facts, params: JsonObject) => boolean;
}

export interface Guard {
  readonly holds: (facts: Facts) => boolean;
  /** Whether the answer hangs on what the form says. */
  readonly readsForm: boolean;
  /** What the guard demands, for people: the expression, or the host guard's name. */
  readonly says: string;
}

/** What a state value means; worked out once for each. */
interface Standing {
  readonly leaves: readonly GraphNode[];
  /** Every active state with the stages of the leaves it stands for. */
  readonly active: ReadonlyMap<GraphNode, ReadonlySet<Stage>>;
  /** What each clock that a leaf speaks of does: it runs where any leaf lets it run. */
  readonly clocks: ReadonlyMap<string, "run" | "pause">;
  /** The earliest stage among the leaves: work left in one region keeps the whole ticket there. */
  readonly stage: Stage;
  /** The process has ended: nothing moves the ticket any more, not even a transition of the process itself. */
  readonly done: boolean;
}

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
  /** The form fields a reporter may read: those the report asks for, and those marked public. */
  readonly publicFields: ReadonlySet<string>;
  /** The innermost states the value stands for. */
  readonly leaves: (state: StateValue) => readonly GraphNode[];
  readonly standing: (state: StateValue) => Standing;
}

/** The names a FEEL guard may start from. What was not filled in is null under them, a text too: there is no column that makes it free text. */
export const guardNames = ["ticket", "form"] as const;

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
  const forReporters = Object.fromEntries(Object.entries(document.meta.report.form).filter(([, field]) => !field.staff));
  const standing = remembered((state) => standingOf(machine.graph.root, state));
  return {
    ref: { id: document.id, version },
    document,
    machine,
    guards,
    commands,
    abilities: abilitiesOf(document),
    asksApproval: asksApproval(document, [...commands.values()].flat()),
    reportForm: (actor) => (actor.kind === "reporter" ? forReporters : document.meta.report.form),
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

function publicFieldsOf({ meta }: ProcessDocument, edges: readonly Edge[]): ReadonlySet<string> {
  const marked = edges.flatMap((edge) => Object.entries(edge.transition.meta?.form ?? {}).filter(([, field]) => field.public));
  const theirs = Object.entries(meta.report.form).filter(([, field]) => !field.staff || field.public);
  return new Set([...theirs.map(([name]) => name), ...marked.map(([name]) => name)]);
}

function compileGuard(
  { type, params }: { type: string; params: JsonObject },
  { meta }: ProcessDocument,
  hostGuards: ReadonlyMap<string, HostGuard>,
): Guard {
  if (type !== "feel") {
    const [host, version] = [hostGuards.get(type), own(meta.hostGuards, type) ?? ""];
    if (host?.version !== version) return missingGuard(`${type}@${version}`, host);
    // The host's code may not be typed: a promise is truthy, and a guard that is not synchronous stays shut.
    const holds: (facts: Facts, asked: JsonObject) => unknown = host.holds;
    const frozen = frozenCopy(params);
    return {
      holds: (facts) => asked(type, facts, () => holds(frozenCopy(facts), frozen)) === true,
      readsForm: true,
      says: `${type}@${host.version}`,
    };
  }
  const source = params["when"] as string;
  const compiled = compileExpression(source, { names: guardNames });
  if (!compiled.ok) throw new Error(`the FEEL guard ${source} does not compile: ${compiled.message.en}`);
  const readsForm = compiled.names.some((name) => name === "form" || name.startsWith("form."));
  return { holds: ({ ticket, form }) => compiled.run({ ticket, form }) === true, readsForm, says: source };
}

/**
 * The host was started without the guard, or with another version, since the process was published: what hangs on it is not decided, and
 * everything else goes on.
 */
function missingGuard(says: string, host: HostGuard | undefined): Guard {
  const [zh, en] = host ? [`登记的是版本 ${host.version}`, `is registered at version ${host.version}`] : ["没有登记", "is not registered"];
  return {
    holds: () => {
      throw new EngineError(
        "host-guard",
        `宿主条件 ${says} ${zh}；请在宿主程序中登记它。`,
        `the host guard ${says} ${en}; register it in the host's code.`,
      );
    },
    readsForm: true,
    says,
  };
}

/** A guard that throws is a fault of the host: it is named, so that it can be found. */
function asked(guard: string, { ticket }: Facts, holds: () => unknown): unknown {
  try {
    return holds();
  } catch (cause) {
    throw new EngineError(
      "host-guard",
      `宿主条件 ${guard} 在案卷 ${ticket.id} 上出错；请修正宿主程序。`,
      `the host guard ${guard} threw on ticket ${ticket.id}; mend it in the host's code.`,
      { cause },
    );
  }
}

/** State values whose meaning is kept; a process has few, a hostile one must not fill the memory. */
const maxKept = 1000;

function remembered(standing: (state: StateValue) => Standing): (state: StateValue) => Standing {
  const known = new Map<string, Standing>();
  return (state) => {
    const key = typeof state === "string" ? state : JSON.stringify(state);
    const found = known.get(key) ?? standing(state);
    if (known.size >= maxKept) known.clear();
    known.set(key, found);
    return found;
  };
}

function standingOf(root: GraphNode, state: StateValue): Standing {
  const leaves = leavesOf(root, state);
  const active = new Map<GraphNode, Set<Stage>>();
  for (const leaf of leaves) {
    for (const node of withAncestors(leaf)) active.set(node, (active.get(node) ?? new Set()).add(leaf.stage ?? "report"));
  }
  const found = active.get(root);
  const ends = (leaf: GraphNode) => leaf.parent === root || (root.type === "parallel" && leaf.parent?.parent === root);
  const done = leaves.every((leaf) => leaf.type === "final" && ends(leaf));
  return { leaves, active, clocks: clocksOf(leaves), stage: stages.find((stage) => found?.has(stage)) ?? "report", done };
}

/** The innermost state that speaks of a clock counts, in each region. */
function clocksOf(leaves: readonly GraphNode[]): Standing["clocks"] {
  const clocks = new Map<string, "run" | "pause">();
  for (const leaf of leaves) {
    const said = Object.assign(
      {},
      ...withAncestors(leaf)
        .toReversed()
        .map((node) => node.config.meta?.clock ?? {}),
    ) as NonNullable<StateMeta["clock"]>;
    for (const [name, does] of Object.entries(said)) if (clocks.get(name) !== "run") clocks.set(name, does);
  }
  return clocks;
}

function leavesOf(node: GraphNode, state: StateValue): readonly GraphNode[] {
  if (typeof state === "string") {
    const child = node.children.find((each) => each.key === state);
    return child ? [child] : [];
  }
  return Object.entries(state).flatMap(([key, inner]) => {
    const child = node.children.find((each) => each.key === key);
    // XState writes the value of a region without children of its own as an empty object.
    if (!child) return [];
    return typeof inner === "object" && Object.keys(inner).length === 0 ? [child] : leavesOf(child, inner);
  });
}
