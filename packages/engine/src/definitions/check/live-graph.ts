import { covers } from "./covers.ts";
import { finalsOf } from "./finals-of.ts";
import type { Guards } from "./read-guards.ts";
import { rounds } from "./rounds.ts";
import { withAncestors, type Edge, type GraphNode, type StateGraph } from "../state-graph.ts";

/** Why a transition is never taken: its guard is shut, one before it always comes first, or the ticket never rests where it starts. */
export type Dead =
  | { readonly why: "shut" }
  | { readonly why: "covered"; readonly by: Edge }
  | { readonly why: "passed"; readonly through: Edge };

/** A process without the transitions that are never taken. */
export interface LiveGraph extends StateGraph {
  readonly guards: Guards;
  readonly dead: ReadonlyMap<Edge, Dead>;
  /** Rounds of internal steps that nothing ends; each once, as the transitions on it. */
  readonly rounds: readonly (readonly Edge[])[];
  /** The transitions of the state that can be taken. */
  readonly live: (node: GraphNode) => readonly Edge[];
  /** The unguarded `always` by which the ticket leaves the state at once, where there is one: it never rests there. */
  readonly through: (node: GraphNode) => Edge | undefined;
}

/** Finds out which transitions of a process can be taken at all. */
export function liveGraph(graph: StateGraph, guards: Guards): LiveGraph {
  const nodes = [...graph.nodes.values()];
  const dead = new Map<Edge, Dead>();
  for (const edge of nodes.flatMap((node) => node.edges)) {
    const by = edge.source.edges.slice(0, edge.source.edges.indexOf(edge)).find((first) => covers(first, edge, guards));
    if (guards.get(edge) === "shut") dead.set(edge, { why: "shut" });
    else if (by) dead.set(edge, { why: "covered", by });
  }
  const live = (node: GraphNode) => node.edges.filter((edge) => !dead.has(edge));
  const found = rounds(graph, nodes.flatMap(live), guards);
  const endless = new Set(found.flat());
  const leaving = new Map(
    nodes.flatMap((node) => {
      const edge = live(node).find((each) => each.kind === "always" && guards.get(each) === "open" && !endless.has(each));
      return edge ? [[node, edge] as const] : [];
    }),
  );
  const through = (node: GraphNode) => withAncestors(node).flatMap((at) => leaving.get(at) ?? [])[0];
  for (const edge of nodes.flatMap(live)) {
    const way = through(edge.source);
    if (way && edge.kind !== "always") dead.set(edge, { why: "passed", through: way });
  }
  return { ...graph, guards, dead, rounds: found, live, through };
}

/**
 * The transitions by which a ticket can leave a leaf, innermost first: those a state further in always takes before them left out,
 * and `onDone` only where this leaf is what completes the state.
 */
export function waysFrom(leaf: GraphNode, { live, guards }: LiveGraph): readonly Edge[] {
  const ways: Edge[] = [];
  for (const at of withAncestors(leaf)) {
    const inner = [...ways];
    for (const edge of live(at)) {
      if (edge.kind === "onDone" && !finalsOf(at).includes(leaf)) continue;
      if (edge.kind === "after" || !inner.some((first) => covers(first, edge, guards))) ways.push(edge);
    }
  }
  return ways;
}
