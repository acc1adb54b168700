import { around, metresTo } from "./box.ts";
import { distanceTo } from "./distance.ts";
import { type GridMap, groundsIn } from "./grid-map.ts";
import type { Scale } from "./scale.ts";

/** Metres: whoever is further away than this is nobody's neighbour. */
const furthest = 50_000;

interface Nearest {
  readonly unit: string;
  /** To its border, to a decimetre. */
  readonly metres: number;
}

/**
 * The unit whose ground is nearest to a point outside. The index counts in degrees, which are not equally long in all directions: the nearest by
 * its count says how far one has to look, and the nearest in metres is among those found there.
 */
export function nearestTo(map: GridMap, x: number, y: number, scale: Scale): Nearest | undefined {
  let best: Nearest = { unit: "", metres: furthest };
  const look = (ground: GridMap["grounds"][number]) => {
    if (metresTo(ground, x, y, scale) > best.metres) return;
    const metres = distanceTo(ground, x, y, scale, best.metres);
    // A grid along the border of its street is as near as the street, and says more.
    const isLower = metres === best.metres && map.units.lineage(ground.unit).includes(best.unit);
    if (metres < best.metres || isLower) best = { unit: ground.unit, metres };
  };
  for (const at of map.index.neighbors(x, y, 4)) {
    const ground = map.grounds[at];
    if (ground) look(ground);
  }
  const nearby = groundsIn(map, around(x, y, scale, best.metres)).map((ground) => ({ ground, metres: metresTo(ground, x, y, scale) }));
  for (const { ground } of nearby.toSorted((a, b) => a.metres - b.metres)) look(ground);
  return best.unit === "" ? undefined : { metres: Math.round(best.metres * 10) / 10, unit: best.unit };
}
