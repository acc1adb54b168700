import { createMachine, type AnyActorScope, type AnyMachineSnapshot, type AnyStateMachine } from "xstate";
import type { JsonObject } from "../model/json.ts";
import type { StateValue } from "../model/ticket.ts";
import type { ProcessDocument } from "../definitions/process.ts";
import type { Machine, Moved, Position, Reactions } from "./machine.ts";
import { machineConfig } from "./machine-config.ts";
import { scripts } from "./scripts.ts";
import { stateGraph, type Edge } from "../definitions/state-graph.ts";

/** More internal steps than any sensible process takes in one event. */
const maxIterations = 100;

/** Positions whose restored snapshots are kept; a process has few, a hostile one must not fill the memory. */
const maxKept = 1000;

/**
 * Builds the machine of a checked process, once per version. Every transition is guarded by `admits`,
 * every action and delay is reported to the caller: XState decides the order, Muster the meaning.
 */
export function compileMachine(document: ProcessDocument): Machine {
  const graph = stateGraph(document);
  const edges = [...graph.nodes.values()].flatMap((node) => node.edges);
  const places = new Map(edges.map((edge, i) => [edge.place, i]));
  const machine = createMachine(
    { ...machineConfig(document, places), options: { maxIterations } },
    {
      guards: { admits: ({ context }: { context: unknown }, params: unknown) => (context as Reactions).admits(edgeOf(params, edges)) },
      // The real instant is worked out when the timer is armed; any number keeps XState from firing at once.
      delays: Object.fromEntries(Object.keys(document.meta.delays ?? {}).map((name) => [name, () => 1])),
    },
  );
  const kept = new Map<string, AnyMachineSnapshot>();
  const told = scripts(maxKept);
  return {
    graph,
    select: (position, event, admits) => {
      const selected = asThrown({ ...inert, admits }, (asked) =>
        machine.getTransitionData(restore(machine, position, asked, kept), { type: event }),
      );
      return selected.map((transition) => edgeOf((transition.guard as Guarded).params, edges));
    },
    start: (reactions) =>
      told("", undefined, reactions, (noted) => run(noted, edges, (scope, to) => machine.getInitialSnapshot(scope, to))),
    send: (position, event, reactions, selected) => {
      const key = JSON.stringify([position.state, position.history, event, selected?.map((edge) => edge.place)]);
      return told(key, selected, reactions, (noted) =>
        run(noted, edges, (scope, to) => machine.transition(restore(machine, position, to, kept), { type: event }, scope)),
      );
    },
  };
}

function keep<Value>(cache: Map<string, Value>, key: string, value: Value): void {
  if (cache.size >= maxKept) cache.clear();
  cache.set(key, value);
}

function run(
  reactions: Reactions,
  edges: readonly Edge[],
  step: (scope: AnyActorScope, reactions: Reactions) => AnyMachineSnapshot,
): Moved {
  const taken: Edge[] = [];
  const scope = scopeFor(reactions, (guarded) => taken.push(edgeOf(guarded, edges)));
  const snapshot = asThrown(reactions, (told) => step(scope, told));
  if (snapshot.status === "error") throw snapshot.error;
  const moved = { state: snapshot.value as StateValue, done: snapshot.status === "done", edges: taken };
  const history = historyOf(snapshot);
  return history ? { ...moved, history } : moved;
}

/** XState words what a guard throws anew and drops the cause: whoever called hears what the guard itself threw. */
function asThrown<Answer>(reactions: Reactions, ask: (reactions: Reactions) => Answer): Answer {
  let thrown: { readonly cause: unknown } | undefined;
  const admits = (edge: Edge): boolean => {
    try {
      return reactions.admits(edge);
    } catch (cause) {
      thrown = { cause };
      throw cause;
    }
  };
  try {
    return ask({ ...reactions, admits });
  } catch (cause) {
    throw thrown ? thrown.cause : cause;
  }
}

/** A scope of our own: nothing runs, everything is told. The public transition() builds an actor on each call. */
function scopeFor(reactions: Reactions, took: (params: unknown) => void): AnyActorScope {
  const scope = {
    self: {},
    id: "ticket",
    sessionId: "ticket",
    logger: ignore,
    defer: ignore,
    emit: ignore,
    stopChild: ignore,
    system: { _sendInspectionEvent: (event: Microstep) => event._transitions?.forEach((transition) => took(transition.guard?.params)) },
    actionExecutor: ({ type, params }: { type: string; params?: unknown }) => tell(reactions, type, params),
  };
  return scope as unknown as AnyActorScope;
}

interface Guarded {
  readonly params?: unknown;
}

interface Microstep {
  readonly _transitions?: readonly { readonly guard?: Guarded }[];
}

const inert: Omit<Reactions, "admits"> = { act: ignore, arm: ignore, cancel: ignore };

function tell(reactions: Reactions, type: string, params: unknown): void {
  if (type === "xstate.raise") {
    const { id, delay, event } = params as { id?: string; delay?: number; event: { type: string } };
    // An immediate raise is listed among the actions although it was consumed already.
    if (delay !== undefined) reactions.arm(id ?? event.type, delayOf(id ?? event.type));
  } else if (type === "xstate.cancel") reactions.cancel((params as { sendId: string }).sendId);
  else reactions.act(type, (params ?? {}) as JsonObject);
}

/** XState names a timer `xstate.after.<delay>.<state id>`; a delay's name holds no dot. */
function delayOf(timer: string): string {
  return timer.split(".")[2] ?? "";
}

/** restoreSnapshot, not resolveState: the latter forgets what history states remember. */
function restore(
  machine: AnyStateMachine,
  position: Position,
  reactions: Reactions,
  kept: Map<string, AnyMachineSnapshot>,
): AnyMachineSnapshot {
  const key = JSON.stringify([position.state, position.history]);
  let snapshot = kept.get(key);
  if (!snapshot) {
    const historyValue = Object.fromEntries(Object.entries(position.history ?? {}).map(([at, ids]) => [at, ids.map((id) => ({ id }))]));
    const persisted = {
      value: position.state,
      historyValue,
      status: "active",
      context: {},
      children: {},
      output: undefined,
      error: undefined,
    };
    snapshot = machine.restoreSnapshot(persisted as never, {} as never);
    keep(kept, key, snapshot);
  }
  return { ...snapshot, context: reactions };
}

function historyOf(snapshot: AnyMachineSnapshot): Position["history"] {
  const entries = Object.entries(snapshot.historyValue as Record<string, readonly { readonly id: string }[]>);
  return entries.length === 0 ? undefined : Object.fromEntries(entries.map(([at, nodes]) => [at, nodes.map((node) => node.id)]));
}

function edgeOf(params: unknown, edges: readonly Edge[]): Edge {
  const edge = edges[(params as { edge: number }).edge];
  if (!edge) throw new Error("a transition without its edge: the machine and its graph disagree");
  return edge;
}

function ignore(): void {}
