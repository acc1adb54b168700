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

/** Draws the map of a checked document. A grid whose unit is not there any more is left out, and of two of one unit the second. */
export function gridMapOf(document: GridsDocument, units: Tree): GridMap | undefined {
  const grounds = new Map<string, Ground>();
  for (const feature of document.map.features) {
    const unit = unitOf(document, feature);
    if (unit === undefined || !units.has(unit) || grounds.has(unit)) continue;
    const ground = groundOf(unit, feature);
    if (ground.edges.length > 0) grounds.set(unit, ground);
  }
  return grounds.size === 0 ? undefined : mapOf([...grounds.values()], borderOf(document), units);
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
