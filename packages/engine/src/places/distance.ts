import { around } from "./box.ts";
import { edgesIn, type Ground } from "./ground.ts";
import type { Scale } from "./scale.ts";

/** Metres from a point to the ground's border; Infinity where it is further than `within`. */
export function distanceTo(ground: Ground, x: number, y: number, scale: Scale, within: number): number {
  let nearest = Infinity;
  for (const edge of edgesIn(ground, around(x, y, scale, within))) {
    nearest = Math.min(nearest, distanceToEdge(ground.edges, edge * 4, x, y, scale));
  }
  return nearest <= within ? nearest : Infinity;
}

function distanceToEdge(edges: Float64Array, at: number, x: number, y: number, scale: Scale): number {
  const [toX, toY] = [((edges[at] ?? 0) - x) * scale.x, ((edges[at + 1] ?? 0) - y) * scale.y];
  const [alongX, alongY] = [((edges[at + 2] ?? 0) - x) * scale.x - toX, ((edges[at + 3] ?? 0) - y) * scale.y - toY];
  const part = -(toX * alongX + toY * alongY) / (alongX * alongX + alongY * alongY);
  const kept = Math.min(1, Math.max(0, part));
  return Math.hypot(toX + kept * alongX, toY + kept * alongY);
}
