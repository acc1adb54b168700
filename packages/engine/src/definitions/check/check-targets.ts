import { errorAt, type Finding } from "../../model/finding.ts";
import { isWithin, leastCommonAncestor, targetsOf, type Edge, type GraphNode, type StateGraph } from "../state-graph.ts";

/** The targets of a transition exist, and a ticket can be in all of them at once. */
export function checkTargets(edge: Edge, { nodes }: StateGraph): Finding[] {
  const unknown = edge.targets
    .filter((target) => target.id === undefined)
    .map(({ text }) =>
      errorAt(
        `${edge.place}/target`,
        "unknown-target",
        `没有状态 ${text}；请改成同级状态名、.子状态 或 #流程.路径。`,
        `There is no state ${text}; name a sibling, ".child" or "#process.path".`,
      ),
    );
  const targets = targetsOf(edge, nodes);
  const findings = [...unknown, ...targets.flatMap((target) => checkOwnHistory(edge, target))];
  const clash = targets.flatMap((one, i) =>
    targets.slice(i + 1).flatMap((other) => (together(one, other) ? [] : [[one, other] as const])),
  )[0];
  if (!clash) return findings;
  const [one, other] = clash;
  return [
    ...findings,
    errorAt(
      `${edge.place}/target`,
      "targets-clash",
      `案卷不能同时处于 ${one.id} 和 ${other.id}；几个目标必须分属同一并行状态的不同区域，请只留一个。`,
      `A ticket cannot be in ${one.id} and ${other.id} at once; several targets must lie in different regions of one parallel state, so keep one.`,
    ),
  ];
}

/**
 * Without a default the history of a parallel state stands for that state itself: XState 5 then leaves it, remembers it, finds that what
 * it remembers lies within, and enters that without the state around it.
 */
function checkOwnHistory({ source, place }: Edge, { id, type, parent, config }: GraphNode): Finding[] {
  if (type !== "history" || config.target !== undefined || parent?.type !== "parallel" || !isWithin(source, parent)) return [];
  return [
    errorAt(
      `${place}/target`,
      "own-history",
      `${source.id} 在并行状态 ${parent.id} 之内，不能转到它的历史状态 ${id}，除非该历史状态用 target 写明默认状态；请补上，或改为普通状态。`,
      `${source.id} lies within the parallel state ${parent.id} and so cannot lead to its history state ${id}, unless that names a default state as its "target"; add one, or name a plain state.`,
    ),
  ];
}

/** XState 5 enters whatever is named and keeps the first of two states of a compound one: the ticket would hold both and show one. */
function together(one: GraphNode, other: GraphNode): boolean {
  const above = leastCommonAncestor(one, other);
  const isRegion = (node: GraphNode) => node.type !== "history" || node.parent !== above;
  return above.type === "parallel" && above !== one && above !== other && isRegion(one) && isRegion(other);
}
