import { regionsOf, type GraphNode } from "../../definitions/state-graph.ts";
import { reactionsOf } from "../reactions.ts";
import type { Position, Moved } from "../machine.ts";
import type { Work } from "../work.ts";

/** Lets the process do what it does by itself where the ticket stands now: steps without a command, and what follows from states that are done. */
export function settleDown(work: Work, at: Position): Moved {
  const { machine, standing } = work.process;
  // No command of a process has the name, and none is selected: only internal steps are taken.
  let moved = machine.send(at, "repin", reactionsOf(work), []);
  const asked = new Set<string>();
  for (;;) {
    const active = standing(moved.state).active;
    const done = [...active.keys()].find(
      (node) => !asked.has(node.id) && node.edges.some(({ kind }) => kind === "onDone") && isDone(node, active),
    );
    if (!done) return moved;
    asked.add(done.id);
    moved = machine.send(moved, `xstate.done.state.${done.id}`, reactionsOf(work));
  }
}

function isDone(node: GraphNode, active: ReadonlyMap<GraphNode, unknown>): boolean {
  if (node.type === "parallel") return regionsOf(node).every((region) => isDone(region, active));
  return node.type === "compound" ? node.children.some((child) => child.type === "final" && active.has(child)) : node.type === "final";
}
