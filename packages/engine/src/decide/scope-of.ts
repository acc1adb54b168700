import type { Actor } from "../model/actor.ts";
import type { Tree } from "../model/tree.ts";
import type { Scope } from "../model/scope.ts";
import type { World } from "./world.ts";

/** The tickets an actor may see, as a condition for the store: the same rule as `maySee`. */
export function scopeOf(world: World, actor: Actor): Scope {
  if (actor.kind === "system") return { all: true };
  if (actor.kind === "reporter") return { reporter: actor.id };
  if (world.organisation.has(actor.id, "see-all")) return { all: true };
  return { units: withDescendants(world.organisation.units, world.organisation.seats(actor.id)) };
}

/** These codes and everything beneath them. */
export function withDescendants(tree: Tree, codes: readonly string[]): readonly string[] {
  const roots = new Set(codes);
  return tree.codes.filter((code) => tree.lineage(code).some((above) => roots.has(above)));
}
