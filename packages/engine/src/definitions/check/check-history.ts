import { errorAt, type Finding } from "../../model/finding.ts";
import { fallbacks, regionsOf, type GraphNode, type StateGraph } from "../state-graph.ts";

/** A history state only remembers; before there is anything to remember it leads to a state beneath the one whose history it is. */
export function checkHistory(node: GraphNode, { nodes }: StateGraph): Finding[] {
  if (node.type !== "history" || !node.parent) return [];
  const { entry, exit, meta } = node.config;
  const findings: Finding[] = [];
  if (node.edges.length > 0 || entry !== undefined || exit !== undefined || meta?.task !== undefined) {
    findings.push(
      errorAt(
        node.place,
        "history-moves",
        `历史状态 ${node.id} 只是通往记住的状态，从不停留；请把它的转换、动作和任务写到那些状态上。`,
        `A ticket never rests in the history state ${node.id}; put its transitions, actions and task on the states it remembers.`,
      ),
    );
  }
  if (fallbacks(node, nodes).length > 0) return findings;
  return [...findings, node.config.target === undefined ? noTarget(node) : badTarget(node, node.config.target, node.parent)];
}

function noTarget(node: GraphNode): Finding {
  return errorAt(
    `${node.place}/target`,
    "no-target",
    `历史状态 ${node.id} 还没有可记住的状态时无处可去；请用 target 写明默认状态。`,
    `The history state ${node.id} leads nowhere while there is nothing to remember; name a default state as its "target".`,
  );
}

function badTarget(node: GraphNode, target: string, parent: GraphNode): Finding {
  const inner = regionsOf(parent).map((each) => each.key);
  return errorAt(
    `${node.place}/target`,
    "unknown-target",
    `历史状态 ${node.id} 的默认目标 ${target} 不是 ${parent.id} 之下的普通状态；请改为其中之一：${inner.join("、")}。`,
    `The default target ${target} of the history state ${node.id} is no plain state beneath ${parent.id}; name one of: ${inner.join(", ")}.`,
  );
}
