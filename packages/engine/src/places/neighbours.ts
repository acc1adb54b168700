import { widened } from "./box.ts";
import { type GridMap, groundsIn } from "./grid-map.ts";
import { cornersOf, edgesIn, type Ground } from "./ground.ts";
import { isWithin } from "./places.ts";
import { type Scale, scaleIn } from "./scale.ts";

/** Two grounds that meet in a corner are near each other for a few times the border's width; neighbours, for longer than that. */
const corner = 10;

/** The units whose ground shares a border with this one, the longest first. */
export function neighboursOf(map: GridMap, ground: Ground): readonly string[] {
  const scale = scaleIn(ground);
  const found = groundsIn(map, widened(ground, scale, map.border)).flatMap((other) => {
    if (isWithin(map.units, ground.unit, other.unit)) return [];
    const metres = sharedBorder(ground, other, scale, map.border);
    return metres > corner * map.border ? [{ unit: other.unit, metres }] : [];
  });
  return found.toSorted((a, b) => b.metres - a.metres).map(({ unit }) => unit);
}

/** Metres of one ground's border that lie no further from the other's than `width`. */
function sharedBorder(one: Ground, other: Ground, scale: Scale, width: number): number {
  let metres = 0;
  for (const edge of edgesIn(one, widened(other, scale, width))) {
    const [x1, y1, x2, y2] = cornersOf(one, edge);
    const box = { minX: Math.min(x1, x2), minY: Math.min(y1, y2), maxX: Math.max(x1, x2), maxY: Math.max(y1, y2) };
    for (const near of edgesIn(other, widened(box, scale, width))) {
      const [nearX1, nearY1, nearX2, nearY2] = cornersOf(other, near);
      const [toX, toY] = [(x2 - x1) * scale.x, (y2 - y1) * scale.y];
      const from = [(nearX1 - x1) * scale.x, (nearY1 - y1) * scale.y] as const;
      const to = [(nearX2 - x1) * scale.x, (nearY2 - y1) * scale.y] as const;
      metres += besideEdge([toX, toY], from, to, width);
    }
  }
  return metres;
}

type Vector = readonly [x: number, y: number];

/** Metres of an edge from the origin that have another edge beside them, no further off than `width`. */
function besideEdge(edge: Vector, from: Vector, to: Vector, width: number): number {
  const length = Math.hypot(...edge);
  const along = ([x, y]: Vector) => (x * edge[0] + y * edge[1]) / length;
  const off = ([x, y]: Vector) => (y * edge[0] - x * edge[1]) / length;
  const [start, end] = along(from) < along(to) ? [from, to] : [to, from];
  const [first, last] = [Math.max(0, along(start)), Math.min(length, along(end))];
  if (!(first < last)) return 0;
  // How far off the other edge is changes evenly along this one: it is near enough between two places.
  const slope = (off(end) - off(start)) / (along(end) - along(start));
  const offAt = (place: number) => off(start) + slope * (place - along(start));
  if (slope === 0) return Math.abs(offAt(first)) <= width ? last - first : 0;
  const bounds = [-width, width].map((bound) => along(start) + (bound - off(start)) / slope);
  return Math.max(0, Math.min(last, Math.max(...bounds)) - Math.max(first, Math.min(...bounds)));
}
