import type { Actor } from "../model/actor.ts";
import type { Scope } from "../model/scope.ts";
import type { Organisation } from "../org/compile-organisation.ts";
import type { World } from "./world.ts";

/** The tickets an actor may see, as a condition for the store: the same rule as `maySee`. */
export function scopeOf(world: World, actor: Actor): Scope {
  if (actor.kind === "system") return { all: true };
  if (actor.kind === "reporter") return { reporter: actor.id };
  if (world.organisation.has(actor.id, "see-all")) return { all: true };
  return { units: withDescendants(world.organisation, world.organisation.seats(actor.id)) };
}

/** These units and everything beneath them, with the retired units whose matters are theirs now. */
export function withDescendants({ units, retiredCodes, heirOf }: Organisation, codes: readonly string[]): readonly string[] {
  const roots = new Set(codes);
  const isBeneath = (code: string): boolean => units.lineage(code).some((above) => roots.has(above));
  return [...units.codes.filter(isBeneath), ...retiredCodes.filter((code) => isBeneath(heirOf(code) ?? code))];
}
