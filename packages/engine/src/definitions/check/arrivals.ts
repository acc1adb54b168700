import { finalsOf } from "./finals-of.ts";
import { waysFrom, type LiveGraph } from "./live-graph.ts";
import { regionOf, type Reach } from "./reach.ts";
import { entered, fallbacks, initialOf, isWithin, leavesBeneath, regionsOf, targetsOf, type GraphNode } from "../state-graph.ts";

/** From where an end can be reached. */
export interface Arrivals {
  /** Whether some way leads from the innermost state to the end of the process, guards that depend on the ticket taken as open. */
  readonly ends: (leaf: GraphNode) => boolean;
  /** The history state that stands between the state and an end: it may restore a state that leads to one, and another that does not. */
  readonly trap: (leaf: GraphNode) => Trap | undefined;
}

export interface Trap {
  readonly history: GraphNode;
  /** A state it may restore from which no end is reached. */
  readonly restored: GraphNode;
}

/** Finds, from the ends backwards, the states that lead to one. */
export function arrivals(graph: LiveGraph, reach: Reach): Arrivals {
  const ending = new Set(finalsOf(graph.root));
  const leaves = leavesBeneath(graph.root);
  const ways = new Map(leaves.map((leaf) => [leaf, waysFrom(leaf, graph).flatMap((edge) => targetsOf(edge, graph.nodes))]));
  for (let known = -1; known < ending.size;) {
    known = ending.size;
    for (const leaf of leaves) if (ways.get(leaf)?.some((target) => arrives(target, ending, graph, reach))) ending.add(leaf);
  }
  const trap = (leaf: GraphNode): Trap | undefined => {
    const histories = ways.get(leaf)?.flatMap((target) => entered(target, graph.nodes).filter(({ type }) => type === "history")) ?? [];
    for (const history of histories) {
      const outcomes = outcomesOf(history, graph, reach);
      const restored = outcomes.find((each) => !ending.has(each));
      if (restored && outcomes.some((each) => ending.has(each))) return { history, restored };
    }
    return undefined;
  };
  return { ends: (leaf) => ending.has(leaf), trap };
}

/** Whether entering the state surely leads to an end; through a history state, whatever it restores. */
function arrives(node: GraphNode, ending: ReadonlySet<GraphNode>, graph: LiveGraph, reach: Reach): boolean {
  const each = (inner: GraphNode) => arrives(inner, ending, graph, reach);
  if (node.type === "parallel") return regionsOf(node).some(each);
  if (node.type === "history") return fallsBack(node, graph, each) && restores(node, ending, reach, each);
  const initial = node.type === "compound" ? initialOf(node) : undefined;
  return initial ? each(initial) : ending.has(node);
}

function fallsBack(history: GraphNode, { nodes }: LiveGraph, arrivesAt: (node: GraphNode) => boolean): boolean {
  const known = fallbacks(history, nodes);
  // A wrong default is one mistake; what leads to it is not blamed for it.
  return known.length === 0 || known.some(arrivesAt);
}

function restores(
  history: GraphNode,
  ending: ReadonlySet<GraphNode>,
  { recalled }: Reach,
  arrivesAt: (node: GraphNode) => boolean,
): boolean {
  const { parent, config } = history;
  const leaves = [...recalled(history)];
  const holds = (node: GraphNode) => leaves.some((leaf) => leaf === node || isWithin(leaf, node));
  /** Of a compound state it may be any of those remembered, of a parallel one it is one in each region. */
  const deep = (node: GraphNode): boolean => {
    const regions = regionsOf(node).filter(holds);
    if (regions.length === 0) return ending.has(node);
    return node.type === "parallel" ? regions.some(deep) : regions.every(deep);
  };
  if (!parent || leaves.length === 0) return true;
  if (config.history === "deep") return deep(parent);
  return parent.type === "parallel" ? regionsOf(parent).some(arrivesAt) : regionsOf(parent).filter(holds).every(arrivesAt);
}

/** Every innermost state that a ticket may come to through the history state. */
function outcomesOf(history: GraphNode, { nodes }: LiveGraph, { recalled }: Reach): readonly GraphNode[] {
  const restored = [...recalled(history)].flatMap((leaf) =>
    history.config.history === "deep" || !history.parent ? [leaf] : entered(regionOf(leaf, history.parent), nodes),
  );
  return [...entered(history, nodes), ...restored].filter((node) => node.type !== "history" && node.children.length === 0);
}
