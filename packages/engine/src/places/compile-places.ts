import type { Tree } from "../model/tree.ts";
import { type GridMap, gridMapOf } from "./grid-map.ts";
import type { GridsDocument } from "./grids.ts";
import { locate } from "./locate.ts";
import { neighboursOf } from "./neighbours.ts";
import type { Places } from "./places.ts";

/** Indexes a checked document; where there is none, nobody's ground is known. */
export function compilePlaces(document: GridsDocument | undefined, version: number, units: Tree): Places {
  const map = document && gridMapOf(document, units);
  if (!map) return { version, border: 0, has: () => false, knows: () => false, locate: () => ({ type: "outside" }), neighbours: () => [] };
  const byUnit = new Map(map.grounds.map((ground) => [ground.unit, ground]));
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
function rememberedNeighbours(map: GridMap, byUnit: ReadonlyMap<string, GridMap["grounds"][number]>): Places["neighbours"] {
  const known = new Map<string, readonly string[]>();
  return (unit) => {
    const ground = byUnit.get(unit);
    const found = known.get(unit) ?? (ground ? neighboursOf(map, ground) : []);
    known.set(unit, found);
    return found;
  };
}
