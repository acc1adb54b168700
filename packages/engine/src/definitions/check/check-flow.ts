import { errorAt, type Finding } from "../../model/finding.ts";
import { finalsOf } from "./finals-of.ts";
import { waysFrom, type LiveGraph } from "./live-graph.ts";
import { entered, leavesBeneath, targetsOf, withAncestors, type Edge, type GraphNode } from "../state-graph.ts";

/** Every state can be reached, and an end can be reached from every state where a ticket may be. */
export function checkFlow(graph: LiveGraph): Finding[] {
  const reached = reachable(graph);
  const ending = canEnd(graph);
  return [...graph.nodes.values()].flatMap((node) => {
    if (!reached.has(node)) {
      return errorAt(
        node.place,
        "unreachable",
        `状态 ${node.id} 永远到不了；请删去它，或加一条到它的转换。`,
        `State ${node.id} can never be reached; remove it, or add a transition to it.`,
      );
    }
    if (node.children.length > 0 || node.type === "history" || ending.has(node)) return [];
    return errorAt(
      node.place,
      "no-end",
      `从状态 ${node.id} 到不了任何终止状态；请加一条通向终止状态的转换。`,
      `From state ${node.id} no final state can be reached; add a way out.`,
    );
  });
}

function reachable({ root, nodes, live }: LiveGraph): Set<GraphNode> {
  const reached = new Set<GraphNode>();
  const queue: GraphNode[] = [];
  const enter = (node: GraphNode) => {
    for (const each of [node, ...entered(node, nodes)].flatMap(withAncestors)) {
      if (reached.has(each)) continue;
      reached.add(each);
      queue.push(each);
      // Entering one region of a parallel state enters the others too.
      if (each.type === "parallel") for (const other of entered(each, nodes)) enter(other);
    }
  };
  enter(root);
  for (let node = queue.shift(); node; node = queue.shift()) {
    for (const target of live(node).flatMap((edge) => targetsOf(edge, nodes))) enter(target);
  }
  return reached;
}

/** The leaves from which some way leads to the end of the process, guards that depend on the ticket taken as open. */
function canEnd(graph: LiveGraph): Set<GraphNode> {
  const ending = new Set(finalsOf(graph.root));
  const ways = leavesBeneath(graph.root).map((leaf) => [leaf, waysFrom(leaf, graph).flatMap((edge) => landing(edge, graph))] as const);
  for (let grew = true; grew;) {
    grew = false;
    for (const [leaf, lands] of ways) {
      if (ending.has(leaf) || !lands.some((node) => ending.has(node))) continue;
      ending.add(leaf);
      grew = true;
    }
  }
  return ending;
}

function landing(edge: Edge, { nodes }: LiveGraph): readonly GraphNode[] {
  return targetsOf(edge, nodes).flatMap((target) => entered(target, nodes));
}
