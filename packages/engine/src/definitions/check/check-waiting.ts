import type { Finding } from "../../model/finding.ts";
import type { Label } from "../../model/label.ts";
import { demandOf } from "./read-guards.ts";
import { waysFrom, type LiveGraph } from "./live-graph.ts";
import { own } from "../own.ts";
import type { Reach } from "./reach.ts";
import type { ProcessDocument } from "../process.ts";
import { entered, leavesBeneath, targetsOf, type Edge, type GraphNode } from "../state-graph.ts";

/** Wherever a ticket waits, somebody should see it and some way out should be sure. What is said here does not keep a process from being published. */
export function checkWaiting(graph: LiveGraph, reach: Reach, document: ProcessDocument): Finding[] {
  return [
    ...[...graph.nodes.values()].flatMap((node) => checkIdleTask(node, graph)),
    ...leavesBeneath(graph.root).flatMap((leaf) =>
      graph.through(leaf) ? [] : [...checkTask(leaf), ...checkWays(leaf, graph, reach, document)],
    ),
  ];
}

function checkIdleTask(node: GraphNode, { through }: LiveGraph): Finding[] {
  const way = node.config.meta?.task && through(node);
  if (!way) return [];
  return [
    warningAt(`${node.place}/meta/task`, "idle-task", {
      "zh-CN": `没有条件的 ${way.place} 使案卷立即离开 ${node.id}，这个任务不会出现在任何人的待办中；请删去 task，或给 always 加上条件。`,
      en: `${way.place}, which has no guard, takes the ticket out of ${node.id} at once, so that this task is in nobody's inbox; remove the task, or give the always a guard.`,
    }),
  ];
}

function checkTask(leaf: GraphNode): Finding[] {
  if (leaf.type !== "atomic" || leaf.stage === undefined || leaf.stage === "close" || leaf.config.meta?.task) return [];
  return [
    warningAt(`${leaf.place}/meta/task`, "no-task", {
      "zh-CN": `案卷在 ${leaf.id} 等待时，谁的待办中都看不到它；请用 task 写明由哪个角色处理。`,
      en: `Nobody's inbox shows the ticket while it waits in ${leaf.id}; say with "task" which role is asked.`,
    }),
  ];
}

/** Where every way out has a condition, a ticket for which none holds stays for ever. */
function checkWays(leaf: GraphNode, graph: LiveGraph, reach: Reach, document: ProcessDocument): Finding[] {
  const ways = waysFrom(leaf, graph).filter((edge) => leavesFor(edge, leaf, graph, reach));
  const conditions = ways.map((edge) => conditionOf(edge, graph, document));
  if (ways.length === 0 || conditions.includes(undefined)) return [];
  const list = [...new Set(conditions)];
  return [
    warningAt(leaf.place, "only-guarded", {
      "zh-CN": `如果以下条件都不成立，案卷就困在 ${leaf.id}：${list.join("；")}。请加一条没有条件的命令或定时转换。`,
      en: `If none of these conditions holds the ticket is stuck in ${leaf.id}: ${list.join("; ")}. Add a command or a timer without a condition.`,
    }),
  ];
}

/** A history state may restore the very state the transition left. */
function leavesFor(edge: Edge, leaf: GraphNode, { nodes }: LiveGraph, { recalled }: Reach): boolean {
  return targetsOf(edge, nodes).some((target) => entered(target, nodes).every((node) => node !== leaf && !recalled(node).has(leaf)));
}

/** What must hold before the way is open; undefined where it always is. */
function conditionOf(edge: Edge, { guards }: LiveGraph, document: ProcessDocument): string | undefined {
  const name = edge.name || edge.kind;
  if (guards.get(edge) !== "open") return `${name}: ${demandOf(edge)}`;
  const delay = edge.kind === "after" ? own(document.meta.delays, edge.name) : undefined;
  // A timer until an instant that nobody filled in is never armed.
  return delay && "field" in delay ? `${name}: ticket.fields.${delay.field} != null` : undefined;
}

function warningAt(place: string, code: string, message: Label): Finding {
  return { severity: "warning", code, place, message };
}
