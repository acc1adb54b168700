import { own } from "../own.ts";
import { leavesBeneath, withAncestors, type GraphNode, type StateGraph } from "../state-graph.ts";

/** The states in which a ticket may rest while the clock runs. */
export function runningLeaves(clock: string, { root }: StateGraph): readonly GraphNode[] {
  return leavesBeneath(root).filter((leaf) => leaf.type === "atomic" && saidOf(clock, leaf) === "run");
}

/** What the clock does in the leaf: the innermost state that speaks of it says. */
export function saidOf(clock: string, leaf: GraphNode): "run" | "pause" | undefined {
  return withAncestors(leaf).flatMap(({ config }) => own(config.meta?.clock, clock) ?? [])[0];
}
