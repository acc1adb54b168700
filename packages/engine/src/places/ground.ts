import Flatbush from "flatbush";
import type { Box } from "./box.ts";
import { type GridFeature, polygonsOf, type Ring } from "./grids.ts";

/** A unit's ground, ready to be asked: every edge of every ring, since what an odd number of rings surrounds is inside. */
export interface Ground extends Box {
  readonly unit: string;
  /** Four numbers an edge: from longitude and latitude, to longitude and latitude. */
  readonly edges: Float64Array;
  /** Of the edges; only where they are many, since a short list is read faster as it is. */
  readonly index: Flatbush | undefined;
}

/** A border of so many edges is looked up in an index of its own. */
const many = 96;

/** The ground of a feature. The direction of its rings does not matter, and a position that stands twice in a row counts once. */
export function groundOf(unit: string, feature: GridFeature): Ground {
  return groundWithin(unit, polygonsOf(feature).flat());
}

/** The ground that rings surround. */
export function groundWithin(unit: string, rings: readonly Ring[]): Ground {
  const edges = edgesOf(rings);
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < edges.length; at += 4) {
    const x = edges[at] ?? 0;
    const y = edges[at + 1] ?? 0;
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return { unit, edges, minX, minY, maxX, maxY, index: edges.length > many * 4 ? indexOf(edges) : undefined };
}

/** The corners of an edge. */
export function cornersOf({ edges }: Ground, edge: number): readonly [x1: number, y1: number, x2: number, y2: number] {
  const at = edge * 4;
  return [edges[at] ?? 0, edges[at + 1] ?? 0, edges[at + 2] ?? 0, edges[at + 3] ?? 0];
}

/** The numbers of the edges whose boxes touch a box. */
export function edgesIn({ edges, index }: Ground, { minX, minY, maxX, maxY }: Box): readonly number[] {
  if (index) return index.search(minX, minY, maxX, maxY);
  const found: number[] = [];
  // By hand: a check asks this of every edge, and a list for each would take five times as long.
  for (let at = 0; at < edges.length; at += 4) {
    const y1 = edges[at + 1] ?? 0;
    const y2 = edges[at + 3] ?? 0;
    if ((y1 < minY && y2 < minY) || (y1 > maxY && y2 > maxY)) continue;
    const x1 = edges[at] ?? 0;
    const x2 = edges[at + 2] ?? 0;
    if ((x1 >= minX || x2 >= minX) && (x1 <= maxX || x2 <= maxX)) found.push(at / 4);
  }
  return found;
}

function edgesOf(rings: readonly Ring[]): Float64Array {
  const edges = new Float64Array(4 * rings.reduce((sum, ring) => sum + Math.max(0, ring.length - 1), 0));
  let at = 0;
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i += 1) {
      const [from, to] = [ring[i], ring[i + 1]];
      if (!from || !to || (from[0] === to[0] && from[1] === to[1])) continue;
      edges[at] = from[0] ?? 0;
      edges[at + 1] = from[1] ?? 0;
      edges[at + 2] = to[0] ?? 0;
      edges[at + 3] = to[1] ?? 0;
      at += 4;
    }
  }
  return edges.subarray(0, at);
}

function indexOf(edges: Float64Array): Flatbush {
  const index = new Flatbush(edges.length / 4);
  for (let at = 0; at < edges.length; at += 4) {
    const [x1, y1, x2, y2] = [edges[at] ?? 0, edges[at + 1] ?? 0, edges[at + 2] ?? 0, edges[at + 3] ?? 0];
    index.add(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
  }
  index.finish();
  return index;
}
