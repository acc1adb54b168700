import { withAncestors, type GraphNode, type StateGraph } from "../../definitions/state-graph.ts";

/** Where states are to go, by their paths (`handle.assigned`), as whoever moves tickets wrote it. */
export type StateMap = ReadonlyMap<string, string>;

/** States with those that take their places. */
export type Pairs = readonly (readonly [was: GraphNode, is: GraphNode])[];

/** A state without the process's own name before it. */
export function pathOf(node: GraphNode): string {
  return node.parent ? node.id.slice(node.id.indexOf(".") + 1) : "";
}

/** The state at a path; undefined where there is none, and for the process itself. */
export function stateAt({ root, nodes }: StateGraph, path: string): GraphNode | undefined {
  return nodes.get(`${root.id}.${path}`);
}

/**
 * The state of another version that a state goes to: the one it is mapped to; else itself where it is still there; else, where a state
 * around it is mapped, the one of its name in there. Undefined where it has gone and nothing says where to.
 */
export function counterpart(graph: StateGraph, node: GraphNode, states: StateMap): GraphNode | undefined {
  const mapped = states.get(pathOf(node));
  if (mapped !== undefined) return likeOf(node, stateAt(graph, mapped));
  const same = likeOf(node, graph.nodes.get(node.id));
  if (same) return same;
  for (const above of withAncestors(node).slice(1)) {
    const to = states.get(pathOf(above));
    if (to !== undefined) return likeOf(node, stateAt(graph, `${to}${node.id.slice(above.id.length)}`));
  }
  return undefined;
}

/** Each of these states with the one that takes its place; those that have none are left out. */
export function counterparts(graph: StateGraph, nodes: readonly GraphNode[], states: StateMap): Pairs {
  return nodes.flatMap((was) => {
    const is = counterpart(graph, was, states);
    return is ? [[was, is] as const] : [];
  });
}

/** A history state is nowhere to be, and no state remembers in the place of one. */
function likeOf(node: GraphNode, found: GraphNode | undefined): GraphNode | undefined {
  return (node.type === "history") === (found?.type === "history") ? found : undefined;
}
