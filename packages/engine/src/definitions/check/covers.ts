import { listOf, referenceOf, type RoleSpec } from "../process.ts";
import type { Guards } from "./read-guards.ts";
import type { Edge } from "../state-graph.ts";

/**
 * Whether the first of two transitions for the same event is taken whenever the second could be: its guard is open or the same, and
 * whoever may take the second may take the first.
 */
export function covers(first: Edge, second: Edge, guards: Guards): boolean {
  if (first.kind !== second.kind || first.name !== second.name || guards.get(first) === "shut") return false;
  if (guards.get(first) !== "open" && !sameGuard(first, second)) return false;
  return first.kind !== "on" || mayInstead(first, second);
}

function sameGuard(first: Edge, second: Edge): boolean {
  const [one, other] = [first.transition.guard, second.transition.guard];
  if (one === undefined || other === undefined) return false;
  return JSON.stringify(referenceOf(one)) === JSON.stringify(referenceOf(other));
}

function mayInstead(first: Edge, second: Edge): boolean {
  const [one, other] = [first.transition.meta, second.transition.meta];
  // The receiver of a return may not take the next step forward, and may still return it.
  if (one?.way !== "return" && other?.way === "return") return false;
  return listOf(other?.by).every((who) => listOf(one?.by).some((wider) => includes(wider, who)));
}

function includes(wider: RoleSpec, who: RoleSpec): boolean {
  if (wider.role !== who.role) return false;
  if (!("at" in wider) || !("at" in who)) return "at" in wider === "at" in who;
  return wider.at === "anywhere" || wider.at === who.at;
}
