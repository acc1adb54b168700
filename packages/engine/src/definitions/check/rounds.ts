import { finalsOf } from "./finals-of.ts";
import type { Guards } from "./read-guards.ts";
import { passage, type Passage } from "./passage.ts";
import { regionsOf, type Edge, type StateGraph } from "../state-graph.ts";

/** The most internal steps one command may set off; the statechart is stopped after a hundred, joins among them. */
export const longestRun = 40;

/**
 * The rounds of internal steps (`always`, `onDone`) that a ticket could go through without anybody doing anything. Guards count as
 * open: that they will not all hold at once is nothing a check can know.
 */
export function rounds(graph: StateGraph, edges: readonly Edge[], guards: Guards): readonly (readonly Edge[])[] {
  const follow = followers(graph, edges);
  const seen = new Set<Edge>();
  return internal(edges).flatMap((edge) => {
    if (seen.has(edge)) return [];
    const after = beyond(edge, follow);
    const round = after.has(edge) ? [...after].filter((each) => beyond(each, follow).has(edge)) : [];
    if (round.length === 1 && !repeats(edge, guards)) return [];
    for (const each of round) seen.add(each);
    return round.length > 0 ? [[edge, ...round.filter((each) => each !== edge)]] : [];
  });
}

/** The longest run of internal steps that is no round; undefined where it is short enough. */
export function tooLongRun(graph: StateGraph, edges: readonly Edge[]): Edge | undefined {
  const follow = followers(graph, edges);
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
  return internal(edges).find((edge) => lengthFrom(edge) > longestRun);
}

function internal(edges: readonly Edge[]): readonly Edge[] {
  return edges.filter(({ kind }) => kind === "always" || kind === "onDone");
}

/** Which internal steps may come right after each: their state is entered by it or goes on, or is completed by it. */
function followers(graph: StateGraph, edges: readonly Edge[]): ReadonlyMap<Edge, readonly Edge[]> {
  const steps = internal(edges).map((edge) => [edge, passage(edge, graph)] as const);
  const withoutCommand = new Set(steps.flatMap(([, { enters }]) => [...enters]));
  return new Map(steps.map(([edge, taken]) => [edge, steps.flatMap(([next]) => (mayFollow(next, taken, withoutCommand) ? [next] : []))]));
}

function mayFollow(next: Edge, { enters, keeps }: Passage, withoutCommand: ReadonlySet<unknown>): boolean {
  if (next.kind === "always") return enters.has(next.source) || keeps.has(next.source);
  // A parallel state is completed without anybody only where each of its regions is.
  const parts = next.source.type === "parallel" ? regionsOf(next.source) : [next.source];
  const completes = finalsOf(next.source).some((final) => enters.has(final));
  return completes && parts.every((part) => finalsOf(part).some((final) => withoutCommand.has(final)));
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

function holdsHistory(node: Edge["source"]): boolean {
  return node.children.some((child) => child.type === "history" || holdsHistory(child));
}
