import type { Tree } from "../model/tree.ts";
import { type GridMap, gridMapOf, type Successor } from "./grid-map.ts";
import type { GridsDocument } from "./grids.ts";
import type { Ground } from "./ground.ts";
import { locate } from "./locate.ts";
import { neighboursOf } from "./neighbours.ts";
import type { Places } from "./places.ts";

/** Indexes a checked document; where there is none, nobody's ground is known. */
export function compilePlaces(document: GridsDocument | undefined, version: number, units: Tree, successor: Successor): Places {
  const map = document && gridMapOf(document, units, successor);
  if (!map) return { version, border: 0, has: () => false, knows: () => false, locate: () => ({ type: "outside" }), neighbours: () => [] };
  const byUnit = new Map<string, Ground[]>();
  for (const ground of map.grounds) byUnit.set(ground.unit, [...(byUnit.get(ground.unit) ?? []), ground]);
  const known = new Set(map.grounds.flatMap(({ unit }) => units.lineage(unit)));
  return {
    version,
    border: map.border,
    has: (unit) => byUnit.has(unit),
    knows: (unit) => known.has(unit),
    locate: (point) => locate(map, point),
    neighbours: rememberedNeighbours(map, byUnit),
  };
}

/** Asked for a few grids of many, they are looked for when they are asked for. */
function rememberedNeighbours(map: GridMap, byUnit: ReadonlyMap<string, readonly Ground[]>): Places["neighbours"] {
  const known = new Map<string, readonly string[]>();
  return (unit) => {
    const beside = () => new Set((byUnit.get(unit) ?? []).flatMap((ground) => neighboursOf(map, ground)));
    const found = known.get(unit) ?? [...beside()].filter((other) => other !== unit);
    known.set(unit, found);
    return found;
  };
}
