import type { Point } from "../model/ticket.ts";
import { type Box, commonBox } from "./box.ts";
import { cornersOf, edgesIn, type Ground } from "./ground.ts";
import { scaleAt } from "./scale.ts";

/** What two grounds have in common. */
export interface CommonGround {
  readonly squareMetres: number;
  /** Within it, where it is widest. */
  readonly point: Point;
}

/** How much work is left to a check, in edges looked at. */
export interface Budget {
  left: number;
}

/**
 * The ground that two grounds have in common; with itself, the whole of it. The height of it is cut into strips wherever a border bends or two
 * borders cross, so that within a strip no edges change places: what lies between two of them and in both grounds is a trapezoid. Rounded as
 * floating numbers are; stops where the budget is used up.
 */
export function commonGround(a: Ground, b: Ground, budget: Budget): CommonGround | undefined {
  const box = commonBox(a, b);
  if (!box) return undefined;
  // West of the box an edge still tells what lies inside of it, east of it none does.
  const beside = { ...box, minX: Math.min(a.minX, b.minX) };
  const edges = [...edgesOf(a, beside, "a"), ...edgesOf(b, beside, "b")].toSorted((one, other) => one.minY - other.minY);
  const heights = heightsOf(edges, crossings(a, b, box, budget), box);
  const found: Found = { squareMetres: 0, widest: 0, point: undefined };
  let running: Edge[] = [];
  let next = 0;
  for (let i = 0; i + 1 < heights.length && budget.left > 0; i += 1) {
    const strip = { low: heights[i] ?? 0, high: heights[i + 1] ?? 0 };
    running = running.filter(({ maxY }) => maxY >= strip.high);
    for (let edge = edges[next]; edge && edge.minY <= strip.low; edge = edges[next]) {
      if (edge.maxY >= strip.high) running.push(edge);
      next += 1;
    }
    budget.left -= running.length;
    addStrip(found, running, strip);
  }
  const { squareMetres, point } = found;
  return point && { squareMetres, point };
}

interface Found {
  squareMetres: number;
  /** Metres. */
  widest: number;
  point: Point | undefined;
}

/** An edge that is not level, from its lower end. */
interface Edge {
  readonly of: "a" | "b";
  readonly x: number;
  readonly minY: number;
  readonly maxY: number;
  /** Degrees to the east on each degree to the north. */
  readonly slope: number;
  /** Where it runs through the middle of the strip that is being looked at. */
  middle: number;
}

/**
 * Adds what lies between two edges that run through the strip, and in both grounds; sorts the edges from west to east. A degree shortens to the
 * north, also within a high strip, for which Simpson's rule is as good as exact: the parts of a ground must add up to it.
 */
function addStrip(found: Found, running: Edge[], { low, high }: { readonly low: number; readonly high: number }): void {
  const lat = (low + high) / 2;
  const [south, middle, north] = [scaleAt(low), scaleAt(lat), scaleAt(high)];
  for (const edge of running) edge.middle = xAt(edge, lat);
  running.sort((one, other) => one.middle - other.middle);
  let [insideA, insideB] = [false, false];
  let west: Edge | undefined;
  for (const edge of running) {
    if (west && edge.middle > west.middle) {
      const below = Math.max(0, xAt(edge, low) - xAt(west, low)) * south.x * south.y;
      const between = (edge.middle - west.middle) * middle.x * middle.y;
      const above = Math.max(0, xAt(edge, high) - xAt(west, high)) * north.x * north.y;
      found.squareMetres += ((below + 4 * between + above) * (high - low)) / 6;
      const width = Math.min((edge.middle - west.middle) * middle.x, (high - low) * middle.y);
      if (width > found.widest) Object.assign(found, { widest: width, point: { lng: (edge.middle + west.middle) / 2, lat } });
    }
    if (edge.of === "a") insideA = !insideA;
    else insideB = !insideB;
    west = insideA && insideB ? edge : undefined;
  }
}

function edgesOf(ground: Ground, box: Box, of: Edge["of"]): readonly Edge[] {
  return edgesIn(ground, box).flatMap((edge): readonly Edge[] => {
    const [x1, y1, x2, y2] = cornersOf(ground, edge);
    if (y1 === y2) return [];
    return [{ of, x: y1 < y2 ? x1 : x2, minY: Math.min(y1, y2), maxY: Math.max(y1, y2), slope: (x2 - x1) / (y2 - y1), middle: 0 }];
  });
}

/** Where strips begin and end, from south to north. */
function heightsOf(edges: readonly Edge[], crossed: readonly number[], { minY, maxY }: Box): Float64Array {
  const bends = [minY, maxY, ...crossed];
  for (const edge of edges) {
    if (edge.minY > minY && edge.minY < maxY) bends.push(edge.minY);
    if (edge.maxY > minY && edge.maxY < maxY) bends.push(edge.maxY);
  }
  const heights = Float64Array.from(bends).toSorted();
  return heights.filter((height, i) => height !== heights[i - 1]);
}

/** The heights at which edges of the one cross edges of the other. */
function crossings(a: Ground, b: Ground, box: Box, budget: Budget): readonly number[] {
  const heights: number[] = [];
  for (const edge of edgesIn(a, box)) {
    const [x1, y1, x2, y2] = cornersOf(a, edge);
    const found = edgesIn(b, { minX: Math.min(x1, x2), minY: Math.min(y1, y2), maxX: Math.max(x1, x2), maxY: Math.max(y1, y2) });
    budget.left -= found.length + 1;
    for (const other of found) {
      const [fromX, fromY, toX, toY] = cornersOf(b, other);
      const turn = (x2 - x1) * (toY - fromY) - (y2 - y1) * (toX - fromX);
      const part = ((fromX - x1) * (toY - fromY) - (fromY - y1) * (toX - fromX)) / turn;
      const height = y1 + part * (y2 - y1);
      if (part > 0 && part < 1 && height > box.minY && height < box.maxY) heights.push(height);
    }
  }
  return heights;
}

function xAt({ x, minY, slope }: Edge, height: number): number {
  return x + (height - minY) * slope;
}
