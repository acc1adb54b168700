import { regionsOf, type GraphNode } from "../state-graph.ts";

/** The final states with which a state is done: of a parallel state, those of all its regions; none where a region has none. */
export function finalsOf(node: GraphNode): readonly GraphNode[] {
  if (node.type === "final") return [node];
  const regions = regionsOf(node);
  if (node.type === "compound") return regions.filter((child) => child.type === "final");
  if (node.type !== "parallel" || !regions.every((region) => finalsOf(region).length > 0)) return [];
  return regions.flatMap(finalsOf);
}
