import Flatbush from "flatbush";
import type { Tree } from "../model/tree.ts";
import type { Box } from "./box.ts";
import { borderOf, type GridsDocument, unitOf } from "./grids.ts";
import { type Ground, groundOf } from "./ground.ts";

/** Every ground, where each lies, and what is needed to read the answers. */
export interface GridMap {
  readonly grounds: readonly Ground[];
  /** Of the grounds' boxes. */
  readonly index: Flatbush;
  /** Metres. */
  readonly border: number;
  readonly units: Tree;
}

/** Whose the ground of a unit is that has been merged into another; undefined where nobody's. */
export type Successor = (unit: string) => string | undefined;

/**
 * Draws the map of a checked document. The ground of a unit that was merged is its successor's, one whose unit is not there any more is left
 * out, and of two of one unit the second.
 */
export function gridMapOf(document: GridsDocument, units: Tree, successor: Successor): GridMap | undefined {
  const drawn = new Set<string>();
  const grounds = document.map.features.flatMap((feature) => {
    const named = unitOf(document, feature);
    if (named === undefined || drawn.has(named)) return [];
    drawn.add(named);
    const unit = units.has(named) ? named : successor(named);
    const ground = unit === undefined ? undefined : groundOf(unit, feature);
    return ground && ground.edges.length > 0 ? [ground] : [];
  });
  return grounds.length === 0 ? undefined : mapOf(grounds, borderOf(document), units);
}

/** A map of one ground or more. */
export function mapOf(grounds: readonly Ground[], border: number, units: Tree): GridMap {
  const index = new Flatbush(grounds.length);
  for (const { minX, minY, maxX, maxY } of grounds) index.add(minX, minY, maxX, maxY);
  index.finish();
  return { grounds, index, border, units };
}

/** The grounds whose boxes touch a box, in the order of the document. */
export function groundsIn({ grounds, index }: GridMap, { minX, minY, maxX, maxY }: Box): readonly Ground[] {
  const found = index.search(minX, minY, maxX, maxY);
  return found.toSorted((a, b) => a - b).flatMap((at) => grounds[at] ?? []);
}
