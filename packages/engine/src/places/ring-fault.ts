import { orient2d } from "robust-predicates";
import { errorAt, type Finding } from "../model/finding.ts";
import type { Point } from "../model/ticket.ts";
import type { Budget } from "./common-ground.ts";
import { commonBox } from "./box.ts";
import { type GridFeature, polygonsOf } from "./grids.ts";
import { cornersOf, edgesIn, type Ground, groundWithin } from "./ground.ts";
import { sideOf } from "./side-of.ts";

/** What is wrong with the borders of a feature whose positions are sound: edges that cross, holes and parts that are not where they belong. */
export function ringFault(ground: Ground, feature: GridFeature, place: string, budget: Budget): Finding | undefined {
  const crossed = crossing(ground, budget);
  if (crossed) return crossesItself(crossed, place);
  return misplaced(feature, place, budget);
}

/** Where two edges cross, or run over each other; that they touch in a point is no harm. */
function crossing(ground: Ground, budget: Budget): Point | undefined {
  const { edges } = ground;
  for (let edge = 0; edge * 4 < edges.length; edge += 1) {
    const [x1, y1, x2, y2] = cornersOf(ground, edge);
    const box = { minX: Math.min(x1, x2), minY: Math.min(y1, y2), maxX: Math.max(x1, x2), maxY: Math.max(y1, y2) };
    const near = edgesIn(ground, box);
    budget.left -= near.length;
    if (budget.left <= 0) return undefined;
    for (const other of near) if (other > edge && meet(cornersOf(ground, edge), cornersOf(ground, other))) return { lng: x2, lat: y2 };
  }
  return undefined;
}

type Corners = ReturnType<typeof cornersOf>;

/** Whether two edges have more in common than a point where one of them ends. Exact. */
function meet([x1, y1, x2, y2]: Corners, [fromX, fromY, toX, toY]: Corners): boolean {
  const [from, to] = [orient2d(x1, y1, x2, y2, fromX, fromY), orient2d(x1, y1, x2, y2, toX, toY)];
  if (from === 0 && to === 0) return overlap(x1, x2, fromX, toX) || overlap(y1, y2, fromY, toY);
  return areApart(from, to) && areApart(orient2d(fromX, fromY, toX, toY, x1, y1), orient2d(fromX, fromY, toX, toY, x2, y2));
}

/** Whether two turns lead to different sides. */
function areApart(one: number, other: number): boolean {
  return (one < 0 && other > 0) || (one > 0 && other < 0);
}

function overlap(a: number, b: number, from: number, to: number): boolean {
  return Math.max(Math.min(a, b), Math.min(from, to)) < Math.min(Math.max(a, b), Math.max(from, to));
}

/** An outer ring lies within an even number of other rings (none, or those about an island in a hole), a hole within an odd one. */
function misplaced(feature: GridFeature, place: string, budget: Budget): Finding | undefined {
  const polygons = polygonsOf(feature);
  const rings = polygons.flatMap((polygon) => polygon.map((ring, i) => ({ ground: groundWithin("", [ring]), isHole: i > 0 })));
  if (rings.length === 1) return undefined;
  for (const [i, { ground, isHole }] of rings.entries()) {
    let depth = 0;
    for (const [j, { ground: other }] of rings.entries()) {
      budget.left -= 1;
      if (budget.left <= 0) return undefined;
      if (i === j || !commonBox(ground, other)) continue;
      const lies = liesIn(ground, other, budget);
      if (lies === "both") return crossesItself({ lng: ground.edges[0] ?? 0, lat: ground.edges[1] ?? 0 }, place);
      if (lies === "inside") depth += 1;
    }
    if (depth % 2 !== (isHole ? 1 : 0)) return misplacedRing(ground, isHole, place);
  }
  return undefined;
}

/** On which side of another ring one lies, by its corners and the middles of its edges. */
function liesIn(ring: Ground, other: Ground, budget: Budget): "inside" | "outside" | "both" {
  const sides = new Set<string>();
  for (let edge = 0; edge * 4 < ring.edges.length; edge += 1) {
    const [x1, y1, x2, y2] = cornersOf(ring, edge);
    budget.left -= 1;
    for (const side of [sideOf(other, x1, y1), sideOf(other, (x1 + x2) / 2, (y1 + y2) / 2)]) if (side !== "on") sides.add(side);
    if (sides.size > 1) return "both";
  }
  return sides.has("inside") ? "inside" : "outside";
}

function crossesItself({ lng, lat }: Point, place: string): Finding {
  return errorAt(
    place,
    "self-intersection",
    `边界在 [${lng}, ${lat}] 附近与自己相交或重叠；请在地图软件中修复这个多边形。`,
    `The border crosses itself or runs over itself near [${lng}, ${lat}]; mend this polygon in a map editor.`,
  );
}

function misplacedRing({ edges }: Ground, isHole: boolean, place: string): Finding {
  const at = `[${edges[0]}, ${edges[1]}]`;
  return errorAt(
    place,
    "ring-misplaced",
    isHole
      ? `从 ${at} 开始的洞不在外环之内，或在另一个洞之内；请移入外环，或删去。`
      : `从 ${at} 开始的一块与同一网格的另一块重叠；请合并它们。`,
    isHole
      ? `The hole that begins at ${at} does not lie within the outer ring, or lies within another hole; move it, or remove it.`
      : `The part that begins at ${at} lies on another part of the same grid; join the two.`,
  );
}
