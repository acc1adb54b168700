import { initialOf, isWithin, regionsOf, type GraphNode } from "../../definitions/state-graph.ts";
import type { StateValue } from "../../model/ticket.ts";

/** Two states that cannot be active at once. */
export type Clash = readonly [GraphNode, GraphNode];

/**
 * The states that are active beneath a node where these are to be: of a compound state the child they are in, else its initial one; of a
 * parallel state every region. Two of them in different children of one compound state clash.
 */
export function configure(node: GraphNode, targets: readonly GraphNode[]): { readonly value: StateValue } | { readonly clash: Clash } {
  if (node.type === "parallel") {
    const inner: Record<string, StateValue> = {};
    for (const region of regionsOf(node)) {
      const configured = configure(region, targets);
      if ("clash" in configured) return configured;
      inner[region.key] = configured.value;
    }
    return { value: inner };
  }
  if (node.type !== "compound") return { value: {} };
  const wanted = regionsOf(node).flatMap((child) => {
    const target = targets.find((each) => each === child || isWithin(each, child));
    return target ? [{ child, target }] : [];
  });
  const [one, other] = wanted;
  if (one && other) return { clash: [one.target, other.target] };
  const child = one?.child ?? initialOf(node);
  if (!child) return { value: {} };
  const inner = configure(child, targets);
  if ("clash" in inner) return inner;
  return { value: child.type === "compound" || child.type === "parallel" ? { [child.key]: inner.value } : child.key };
}
