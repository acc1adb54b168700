import type { JsonObject } from "../../model/json.ts";
import { listOf, referenceOf, type Reference } from "../process.ts";
import { withAncestors, type Edge, type GraphNode } from "../state-graph.ts";

/** The actions that deal with legs. */
const whistleActions = ["blow", "call", "recall", "cancel-legs"] as const;

export type WhistleAction = (typeof whistleActions)[number];

/** What a transition does with legs, with the parameters of each action. */
export function whistleActionsOf({ transition }: Edge): ReadonlyMap<WhistleAction, JsonObject> {
  const all = listOf<Reference>(transition.actions).map(referenceOf);
  return new Map(all.flatMap(({ type, params }) => (isWhistleAction(type) ? [[type, params] as const] : [])));
}

export function isWhistleAction(type: string): type is WhistleAction {
  return (whistleActions as readonly string[]).includes(type);
}

/** Whether legs live while the ticket is in the state. */
export function isJoint(node: GraphNode): boolean {
  return withAncestors(node).some(({ config }) => config.meta?.joint);
}
