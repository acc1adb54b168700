import type { ProcessSurroundings } from "./process-surroundings.ts";
import { referenceOf } from "../process.ts";
import type { Edge, StateGraph } from "../state-graph.ts";

/** What is known of a guard beforehand: none, or always true; never true; or it depends. */
export type Answer = "open" | "shut" | "depends";

export type Guards = ReadonlyMap<Edge, Answer>;

/** Reads every guard of the process: an expression that reads nothing answers the same for every ticket. */
export function readGuards({ nodes }: StateGraph, around: ProcessSurroundings): Guards {
  return new Map([...nodes.values()].flatMap((node) => node.edges.map((edge) => [edge, answerOf(edge, around)] as const)));
}

/** What the guard demands, for people: the expression, or the host guard's name. */
export function demandOf(edge: Edge): string | undefined {
  if (edge.transition.guard === undefined) return undefined;
  const { type, params } = referenceOf(edge.transition.guard);
  const { when } = params;
  return type === "feel" && typeof when === "string" ? when : type;
}

function answerOf(edge: Edge, around: ProcessSurroundings): Answer {
  if (edge.transition.guard === undefined) return "open";
  const { type, params } = referenceOf(edge.transition.guard);
  const { when } = params;
  if (type !== "feel" || typeof when !== "string") return "depends";
  const expression = around.feel(when);
  if (!expression.ok || expression.names.length > 0) return "depends";
  return expression.run({}) === true ? "open" : "shut";
}
