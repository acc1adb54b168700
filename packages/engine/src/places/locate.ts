import type { Point } from "../model/ticket.ts";
import type { Tree } from "../model/tree.ts";
import type { Whereabouts } from "../model/whereabouts.ts";
import { around } from "./box.ts";
import { distanceTo } from "./distance.ts";
import { type GridMap, groundsIn } from "./grid-map.ts";
import { nearestTo } from "./nearest-to.ts";
import { scaleAt } from "./scale.ts";
import { sideOf } from "./side-of.ts";

/** Where a point lies on the map. */
export function locate(map: GridMap, { lng: x, lat: y }: Point): Whereabouts {
  const { border, units } = map;
  const scale = scaleAt(y);
  const on = new Set<string>();
  const touched = new Set<string>();
  let grounds = 0;
  for (const ground of groundsIn(map, around(x, y, scale, border))) {
    const side = sideOf(ground, x, y);
    const near = side === "on" || distanceTo(ground, x, y, scale, border) <= border;
    if (near) on.add(ground.unit);
    if (!near && side !== "inside") continue;
    touched.add(ground.unit);
    grounds += 1;
  }
  const lowest = lowestOf([...touched], units);
  const [unit] = lowest;
  if (unit === undefined) {
    const nearest = nearestTo(map, x, y, scale);
    return { ...(nearest && { nearest }), type: "outside" };
  }
  // Between two grounds of one unit, as of two that were merged, is no border.
  const isWithin = touched.size === 1 && grounds > 1;
  if (!isWithin && lowest.some((each) => on.has(each))) return { type: "border", units: lowest };
  return lowest.length === 1 ? { type: "inside", unit } : { type: "overlap", units: lowest };
}

/** Without the units that lie above others of them: whoever stands in a grid stands in its street too. */
function lowestOf(touched: readonly string[], units: Tree): readonly string[] {
  if (touched.length < 2) return touched;
  const above = new Set(touched.flatMap((unit) => units.lineage(unit).slice(1)));
  return touched.filter((unit) => !above.has(unit));
}
