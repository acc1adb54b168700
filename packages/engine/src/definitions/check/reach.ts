import { finalsOf } from "./finals-of.ts";
import { waysFrom, type LiveGraph } from "./live-graph.ts";
import { exits } from "./passage.ts";
import {
  entered,
  isWithin,
  leastCommonAncestor,
  leavesBeneath,
  regionsOf,
  targetsOf,
  withAncestors,
  type Edge,
  type GraphNode,
} from "../state-graph.ts";

/** Where a ticket can come to at all, guards that depend on it taken as open. */
export interface Reach {
  readonly reached: ReadonlySet<GraphNode>;
  /** The innermost states in which the ticket may have been when it last left the state whose history this is. */
  readonly recalled: (history: GraphNode) => ReadonlySet<GraphNode>;
}

/** Follows every transition, and every history state to whatever it may remember; what it restores may be left, and remembered, anew. */
export function reach(graph: LiveGraph): Reach {
  const { root, nodes, live } = graph;
  const reached = new Set<GraphNode>();
  const queue: GraphNode[] = [];
  const enter = (node: GraphNode): void => {
    for (const each of [node, ...entered(node, nodes)].flatMap(withAncestors)) {
      if (reached.has(each)) continue;
      reached.add(each);
      queue.push(each);
      // Entering one region of a parallel state enters the others too.
      if (each.type === "parallel") for (const other of entered(each, nodes)) enter(other);
    }
  };
  const memories = [...nodes.values()].flatMap((node) =>
    node.type === "history" && node.parent ? [memory(node, node.parent, graph)] : [],
  );
  enter(root);
  for (let known = 0; known < reached.size;) {
    known = reached.size;
    for (let node = queue.shift(); node; node = queue.shift()) {
      for (const target of live(node).flatMap((edge) => targetsOf(edge, nodes))) enter(target);
    }
    for (const { history, parent, leftFrom } of memories) {
      if (!reached.has(history)) continue;
      for (const leaf of leftFrom(reached)) enter(history.config.history === "deep" ? leaf : regionOf(leaf, parent));
    }
  }
  const recalled = new Map(memories.map(({ history, leftFrom }) => [history, new Set(leftFrom(reached))]));
  return { reached, recalled: (history) => recalled.get(history) ?? new Set() };
}

interface Memory {
  readonly history: GraphNode;
  readonly parent: GraphNode;
  /** The leaves in which the ticket may be when it leaves the parent, of those reached. */
  readonly leftFrom: (reached: ReadonlySet<GraphNode>) => readonly GraphNode[];
}

function memory(history: GraphNode, parent: GraphNode, graph: LiveGraph): Memory {
  const edges = [...graph.nodes.values()].flatMap(graph.live).filter((edge) => exits(edge, parent, graph) && !isLast(edge, graph));
  const leaves = leavesBeneath(parent).map((leaf) => [leaf, edges.filter(mayBeTakenIn(leaf, graph))] as const);
  const leftFrom = (reached: ReadonlySet<GraphNode>) =>
    leaves.flatMap(([leaf, out]) => (reached.has(leaf) && out.some(({ source }) => reached.has(source)) ? [leaf] : []));
  return { history, parent, leftFrom };
}

/** Whether the process is over with it, so that nothing remembered is ever restored. */
function isLast(edge: Edge, { root, nodes }: LiveGraph): boolean {
  return root.type === "compound" && targetsOf(edge, nodes).every((target) => target.parent === root && target.type === "final");
}

/** Whether a ticket may be in the leaf when the transition is taken. */
function mayBeTakenIn(leaf: GraphNode, graph: LiveGraph): (edge: Edge) => boolean {
  const ways = new Set(waysFrom(leaf, graph));
  return (edge) => {
    const { source, kind } = edge;
    if (source !== leaf && !isWithin(leaf, source)) return leastCommonAncestor(source, leaf).type === "parallel";
    if (ways.has(edge)) return true;
    // What the leaf takes instead, a leaf of another region may not.
    return kind === "onDone"
      ? finalsOf(source).includes(leaf)
      : withAncestors(leaf).some((at) => at.type === "parallel" && !isWithin(source, at));
  };
}

/** The state directly beneath that is, or holds, the leaf. */
export function regionOf(leaf: GraphNode, parent: GraphNode): GraphNode {
  return regionsOf(parent).find((child) => child === leaf || isWithin(leaf, child)) ?? leaf;
}
