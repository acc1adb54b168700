import { orient2d } from "robust-predicates";
import type { Ground } from "./ground.ts";

/** On which side of a border a point lies. */
export type Side = "inside" | "outside" | "on";

/**
 * On which side of the ground's border the point lies: counts the edges that a ray to the east crosses. Exact to the last bit: where the ray and an
 * edge are close, Shewchuk's predicate says which comes first.
 */
export function sideOf(ground: Ground, x: number, y: number): Side {
  const { edges, index } = ground;
  if (x < ground.minX || x > ground.maxX || y < ground.minY || y > ground.maxY) return "outside";
  let crossed = 0;
  const count = (at: number): boolean => {
    const [x1, y1, x2, y2] = [edges[at] ?? 0, edges[at + 1] ?? 0, edges[at + 2] ?? 0, edges[at + 3] ?? 0];
    if (y1 > y === y2 > y) return y1 === y && (x1 === x || (y2 === y && x1 > x !== x2 > x));
    if (x1 > x && x2 > x) crossed += 1;
    else if (x1 >= x || x2 >= x) {
      const turn = orient2d(x1, y1, x2, y2, x, y);
      if (turn === 0) return true;
      if (turn < 0 === y2 > y1) crossed += 1;
    }
    return false;
  };
  if (index) {
    for (const edge of index.search(x, y, ground.maxX, y)) if (count(edge * 4)) return "on";
  } else {
    for (let at = 0; at < edges.length; at += 4) if (count(at)) return "on";
  }
  return crossed % 2 === 1 ? "inside" : "outside";
}
