import { isWithin, type GraphNode } from "../../definitions/state-graph.ts";
import { own } from "../../definitions/own.ts";
import { canonical } from "../../model/canonical.ts";
import type { StateValue } from "../../model/ticket.ts";
import { ladderClock } from "../ladders/arm-ladders.ts";
import type { Process } from "../process.ts";
import { arm, disarm } from "../reactions.ts";
import type { Work } from "../work.ts";
import type { Place } from "./place.ts";

/** A delay of an active state in the new version. */
export interface Waiting {
  readonly timer: string;
  readonly delay: string;
  readonly node: GraphNode;
  /** It is the same as before, in a state that is itself: it runs on, or has fired already. */
  readonly runsOn: boolean;
}

/** What the ticket waits for by the new version, where it stands now. */
export function waitingAt(process: Process, next: Process, before: StateValue, placed: Place): readonly Waiting[] {
  const was = new Map([...process.standing(before).active.keys()].map((node) => [node.id, node]));
  return [...next.standing(placed.state).active.keys()].flatMap((node) => {
    const old = was.get(node.id);
    const isItself = old !== undefined && placed.pairs.some(([from, to]) => isIn(from, old) && isIn(to, node));
    const delays = new Set(node.edges.flatMap(({ kind, name }) => (kind === "after" ? [name] : [])));
    return [...delays].map((delay) => ({
      timer: `xstate.after.${delay}.${node.id}`,
      delay,
      node,
      runsOn: isItself && asked(old, delay) && isSameDelay(process, next, delay),
    }));
  });
}

/** Arms what the new version waits for, each delay as if it had run since its state was entered, and cancels the rest. */
export function moveTimers(work: Work, waiting: readonly Waiting[], since: (node: GraphNode) => number, anew: boolean): void {
  const kept = new Set(waiting.flatMap(({ timer, runsOn }) => (runsOn && !anew ? [timer] : [])));
  for (const timer of Object.keys(work.ticket.timers)) if (ladderClock(timer) === undefined && !kept.has(timer)) disarm(work, timer);
  for (const { timer, delay, node } of waiting) if (!kept.has(timer)) arm(work, timer, delay, since(node));
}

/** Whether a delay is an amount of time, which counts from when its state was entered. */
export function countsFromEntry(next: Process, delay: string): boolean {
  const spec = own(next.document.meta.delays, delay);
  return spec !== undefined && !("field" in spec);
}

function isIn(node: GraphNode, above: GraphNode): boolean {
  return node === above || isWithin(node, above);
}

function asked(node: GraphNode, delay: string): boolean {
  return node.edges.some(({ kind, name }) => kind === "after" && name === delay);
}

function isSameDelay(process: Process, next: Process, delay: string): boolean {
  const [one, other] = [process, next].map(({ document }) => own(document.meta.delays, delay));
  return one !== undefined && other !== undefined && canonical(one) === canonical(other);
}
