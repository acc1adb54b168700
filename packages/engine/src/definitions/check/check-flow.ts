import { errorAt, type Finding } from "../../model/finding.ts";
import { arrivals, type Trap } from "./arrivals.ts";
import type { LiveGraph } from "./live-graph.ts";
import type { Reach } from "./reach.ts";
import type { GraphNode } from "../state-graph.ts";

/** Every state can be reached, and an end can be reached from every state where a ticket may be. */
export function checkFlow(graph: LiveGraph, reach: Reach): Finding[] {
  const { ends, trap } = arrivals(graph, reach);
  return [...graph.nodes.values()].flatMap((node) => {
    if (!reach.reached.has(node)) return unreachable(node);
    if (node.children.length > 0 || node.type === "history" || ends(node)) return [];
    const trapped = trap(node);
    return trapped ? noEndThrough(node, trapped) : noEnd(node);
  });
}

function unreachable({ id, place }: GraphNode): Finding {
  return errorAt(
    place,
    "unreachable",
    `状态 ${id} 永远到不了；请删去它，或加一条到它的转换。`,
    `State ${id} can never be reached; remove it, or add a transition to it.`,
  );
}

function noEnd({ id, place }: GraphNode): Finding {
  return errorAt(
    place,
    "no-end",
    `从状态 ${id} 到不了任何终止状态；请加一条通向终止状态的转换。`,
    `From state ${id} no final state can be reached; add a way out.`,
  );
}

function noEndThrough({ id, place }: GraphNode, { history, restored }: Trap): Finding {
  return errorAt(
    place,
    "no-end",
    `从状态 ${id} 只能经历史状态 ${history.id} 继续，而它可能恢复到 ${restored.id}，从那里到不了终止状态；请给 ${restored.id} 加一条不经过它的出路，或让转换直接指向普通状态。`,
    `From state ${id} the only way on is the history state ${history.id}, which may restore ${restored.id}, and from there no final state can be reached; give ${restored.id} a way out past the history state, or let the transition name a plain state.`,
  );
}
