import { listOf, type Reference } from "../process.ts";
import { withAncestors, type Edge, type GraphNode, type StateGraph } from "../state-graph.ts";
import { exits, passage } from "./passage.ts";

/** Every action that taking one of the transitions may set off at once, guards on the way taken as open. */
export function mayDo(edges: readonly Edge[], graph: StateGraph): readonly Reference[] {
  const taken = new Set<Edge>();
  const queue = [...edges];
  for (let edge = queue.pop(); edge; edge = queue.pop()) {
    if (taken.has(edge)) continue;
    taken.add(edge);
    const entered = [...passage(edge, graph).enters];
    queue.push(
      ...entered.flatMap(withAncestors).flatMap((node) => node.edges.filter(({ kind }) => kind === "always" || kind === "onDone")),
    );
  }
  return [...taken].flatMap((edge) => [
    ...withAncestors(edge.source).flatMap((node) => (exits(edge, node, graph) ? written(node, "exit") : [])),
    ...listOf<Reference>(edge.transition.actions),
    ...[...passage(edge, graph).enters].flatMap((node) => written(node, "entry")),
  ]);
}

function written({ config }: GraphNode, when: "entry" | "exit"): readonly Reference[] {
  return listOf<Reference>(config[when]);
}
