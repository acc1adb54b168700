import { errorAt, type Finding } from "../../model/finding.ts";
import type { StateGraph } from "../state-graph.ts";

/** How much of each a process may have: far more than any needs, and little enough for the other checks, which compare all with all. */
export const processBounds = { states: 500, transitions: 1000, internal: 200 } as const;

/** A process that the other checks get through; where it is not, nothing else is said about it. */
export function checkSize({ nodes }: StateGraph): Finding[] {
  const edges = [...nodes.values()].flatMap((node) => node.edges);
  const internal = edges.filter(({ kind }) => kind === "always" || kind === "onDone");
  return [
    ...tooMany(nodes.size, processBounds.states, "状态", "states"),
    ...tooMany(edges.length, processBounds.transitions, "转换", "transitions"),
    ...tooMany(internal.length, processBounds.internal, "自动转换（always、onDone）", "internal steps (always, onDone)"),
  ];
}

function tooMany(count: number, most: number, zh: string, en: string): Finding[] {
  if (count <= most) return [];
  return [
    errorAt(
      "/states",
      "too-large",
      `流程有 ${count} 个${zh}，多于 ${most} 个；请精简，或拆成几个流程。`,
      `The process has ${count} ${en}, more than ${most}; simplify it, or make several of it.`,
    ),
  ];
}
