import type { Scale } from "./scale.ts";

/** The least rectangle that holds something, in degrees. */
export interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** All that is no further than so many metres from a point, and the corners about it. */
export function around(x: number, y: number, scale: Scale, metres: number): Box {
  const [reachX, reachY] = [metres / scale.x, metres / scale.y];
  return { minX: x - reachX, minY: y - reachY, maxX: x + reachX, maxY: y + reachY };
}

/** A box with so many metres added on each side. */
export function widened({ minX, minY, maxX, maxY }: Box, scale: Scale, metres: number): Box {
  const [reachX, reachY] = [metres / scale.x, metres / scale.y];
  return { minX: minX - reachX, minY: minY - reachY, maxX: maxX + reachX, maxY: maxY + reachY };
}

/** What two boxes have in common; undefined where that has no area. */
export function commonBox(a: Box, b: Box): Box | undefined {
  const [minX, minY] = [Math.max(a.minX, b.minX), Math.max(a.minY, b.minY)];
  const [maxX, maxY] = [Math.min(a.maxX, b.maxX), Math.min(a.maxY, b.maxY)];
  return minX < maxX && minY < maxY ? { minX, minY, maxX, maxY } : undefined;
}

/** Metres from a point to a box; 0 where it lies within. */
export function metresTo({ minX, minY, maxX, maxY }: Box, x: number, y: number, scale: Scale): number {
  return Math.hypot(Math.max(minX - x, 0, x - maxX) * scale.x, Math.max(minY - y, 0, y - maxY) * scale.y);
}
