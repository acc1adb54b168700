import { isWithin, type GraphNode } from "../../definitions/state-graph.ts";
import type { Entry } from "../../model/entry.ts";
import { own } from "../../definitions/own.ts";
import type { Process } from "../process.ts";
import { counterparts, type Pairs } from "./counterpart.ts";

/** Since when states have been active, by their ids. Epoch milliseconds. */
export type Since = ReadonlyMap<string, number>;

/** The version of a process; undefined where it cannot be read. */
export type VersionOf = (version: number) => Process | undefined;

/**
 * Since when each active state has been so, as the journal tells: when the ticket came to it, or when a timer of it was armed anew. A state
 * that was left and come to in one step, without a timer, counts from the first time.
 */
export function enteredAt(id: string, versionOf: VersionOf, entries: readonly Entry[]): Since {
  let since: Since = new Map();
  for (const entry of entries) {
    const process = versionOf(own(entry.versions, `process/${id}`) ?? 0);
    if (!process) continue;
    const before = since;
    const known = entry.repin ? moved(process, versionOf, entry, before) : stayed(before, entry);
    since = new Map([...process.standing(entry.to).active.keys()].map((node) => [node.id, known(node) ?? entry.at]));
  }
  return since;
}

/**
 * Since when a state of the new version counts: itself since it was entered; one that took the place of others, or stands within one that did,
 * since the first of those was. Undefined where it took nobody's place.
 */
export function carried(since: Since, pairs: Pairs, node: GraphNode): number | undefined {
  const within = pairs.filter(([, is]) => is === node || isWithin(is, node));
  if (within.some(([{ id }]) => id === node.id || id.startsWith(`${node.id}.`))) return since.get(node.id);
  const before = within.length > 0 ? within : pairs.filter(([, is]) => isWithin(node, is));
  const instants = before.flatMap(([{ id }]) => since.get(id) ?? []);
  return instants.length > 0 ? Math.min(...instants) : undefined;
}

function stayed(since: Since, { set }: Entry): (node: GraphNode) => number | undefined {
  const generations = typeof set === "object" && set !== null && "generations" in set ? set["generations"] : undefined;
  // XState names a timer `xstate.after.<delay>.<state id>`; a delay's name holds no dot.
  const armed = new Set(Object.keys(generations ?? {}).map((timer) => timer.split(".").slice(3).join(".")));
  return ({ id }) => (armed.has(id) ? undefined : since.get(id));
}

function moved(next: Process, versionOf: VersionOf, { repin, from }: Entry, since: Since): (node: GraphNode) => number | undefined {
  if (!repin || from === undefined || (repin.clocks === "restart" && repin.from !== repin.to)) return () => undefined;
  const states = new Map(Object.entries(repin.states ?? {}));
  const pairs = counterparts(next.machine.graph, versionOf(repin.from)?.leaves(from) ?? [], states);
  return (node) => carried(since, pairs, node);
}
