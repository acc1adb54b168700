import { finalsOf } from "./finals-of.ts";
import type { Guards } from "./read-guards.ts";
import { exits, passage, type Passage } from "./passage.ts";
import { regionsOf, type Edge, type GraphNode, type StateGraph } from "../state-graph.ts";

/** The most internal steps one command may set off; the statechart is stopped after a hundred, joins among them. */
export const longestRun = 40;

/**
 * The rounds of internal steps (`always`, `onDone`) that a ticket could go through without anybody doing anything. Guards count as
 * open: that they will not all hold at once is nothing a check can know.
 */
export function rounds(graph: StateGraph, edges: readonly Edge[], guards: Guards): readonly (readonly Edge[])[] {
  const steps = internal(edges);
  return roundsAmong(steps, followers(graph, steps)).filter(([edge, ...more]) => more.length > 0 || (edge && repeats(edge, guards)));
}

/**
 * The rounds of timers, and of the internal steps between them, that a ticket could go through without anybody doing anything: `isInstant`
 * says which timers wait for an instant, and so fire as soon as they are armed once it is past. Guards count as open here too.
 */
export function timerRounds(graph: StateGraph, edges: readonly Edge[], isInstant: (edge: Edge) => boolean): readonly (readonly Edge[])[] {
  const timers = edges.filter(isInstant);
  const steps = [...timers, ...internal(edges)];
  return roundsAmong(steps, followers(graph, steps)).filter((round) => round.some((edge) => timers.includes(edge)));
}

/** The longest run of internal steps that is no round; undefined where it is short enough. */
export function tooLongRun(graph: StateGraph, edges: readonly Edge[]): Edge | undefined {
  const steps = internal(edges);
  const follow = followers(graph, steps);
  const lengths = new Map<Edge, number>();
  const lengthFrom = (edge: Edge): number => {
    const known = lengths.get(edge);
    if (known !== undefined) return known;
    // A round is refused already; here it must only not be followed for ever.
    lengths.set(edge, 0);
    const length = 1 + Math.max(0, ...(follow.get(edge) ?? []).map(lengthFrom));
    lengths.set(edge, length);
    return length;
  };
  return steps.find((edge) => lengthFrom(edge) > longestRun);
}

/** Each once, beginning with the first of its steps. */
function roundsAmong(steps: readonly Edge[], follow: ReadonlyMap<Edge, readonly Edge[]>): readonly (readonly Edge[])[] {
  const seen = new Set<Edge>();
  return steps.flatMap((edge) => {
    if (seen.has(edge)) return [];
    const after = beyond(edge, follow);
    const round = after.has(edge) ? [...after].filter((each) => beyond(each, follow).has(edge)) : [];
    for (const each of round) seen.add(each);
    return round.length > 0 ? [[edge, ...round.filter((each) => each !== edge)]] : [];
  });
}

function internal(edges: readonly Edge[]): readonly Edge[] {
  return edges.filter(({ kind }) => kind === "always" || kind === "onDone");
}

/** Which of the steps may come right after each: their state is entered by it or goes on, or is completed by it. */
function followers(graph: StateGraph, steps: readonly Edge[]): ReadonlyMap<Edge, readonly Edge[]> {
  const taken = steps.map((edge) => [edge, passage(edge, graph)] as const);
  const withoutCommand = new Set(taken.flatMap(([, { enters }]) => [...enters]));
  const mayFollow = (next: Edge, edge: Edge, by: Passage): boolean => {
    if (next.kind === "after") return arms(edge, by, next.source, graph);
    if (next.kind === "always") return by.enters.has(next.source) || by.keeps.has(next.source);
    return completes(next.source, by, withoutCommand);
  };
  return new Map(taken.map(([edge, by]) => [edge, steps.filter((next) => mayFollow(next, edge, by))]));
}

/** The timers of a state are armed where it is entered; where it stays active it keeps those it has, and what has fired is gone. */
function arms(edge: Edge, { enters, keeps }: Passage, node: GraphNode, graph: StateGraph): boolean {
  return keeps.has(node) ? exits(edge, node, graph) : enters.has(node);
}

/** A parallel state is completed without anybody only where each of its regions is. */
function completes(node: GraphNode, { enters }: Passage, withoutCommand: ReadonlySet<GraphNode>): boolean {
  const parts = node.type === "parallel" ? regionsOf(node) : [node];
  const isCompleted = finalsOf(node).some((final) => enters.has(final));
  return isCompleted && parts.every((part) => finalsOf(part).some((final) => withoutCommand.has(final)));
}

function beyond(edge: Edge, follow: ReadonlyMap<Edge, readonly Edge[]>): ReadonlySet<Edge> {
  const found = new Set<Edge>();
  const queue = [...(follow.get(edge) ?? [])];
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    queue.push(...(follow.get(next) ?? []));
  }
  return found;
}

/** XState rests where an `always` changes no state; one without a guard is a mistake nevertheless, and a history remembers each visit. */
function repeats(edge: Edge, guards: Guards): boolean {
  if (edge.kind === "onDone" || guards.get(edge) === "open") return true;
  return holdsHistory(edge.source);
}

function holdsHistory(node: GraphNode): boolean {
  return node.children.some((child) => child.type === "history" || holdsHistory(child));
}
