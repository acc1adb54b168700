import { buildTree, type TreeNode } from "../../src/model/tree.ts";
import { compilePlaces } from "../../src/places/compile-places.ts";
import { checkGrids } from "../../src/places/check-grids.ts";
import { gridsSchema, type GridsDocument } from "../../src/places/grids.ts";

const label = { "zh-CN": "网格图", en: "Grids" };

/** About 93 m to the east and 111 m to the north at this latitude. */
export const unit = 0.001;

/** Where the little maps of these tests lie. */
const west = 115.78;
export const south = 33.85;

/** A ring through places counted in thousandths of a degree. */
export function ring(...places: readonly (readonly [number, number])[]): number[][] {
  return [...places, places[0] ?? [0, 0]].map(([x, y]) => [west + x * unit, south + y * unit]);
}

/** A rectangle, its corners as above. */
export function block(fromX: number, fromY: number, toX: number, toY: number): number[][] {
  return ring([fromX, fromY], [toX, fromY], [toX, toY], [fromX, toY]);
}

/** A feature for each unit: a polygon of rings, the first outside. */
export function gridsOf(grids: Readonly<Record<string, readonly number[][][]>>, more: object = {}): GridsDocument {
  const features = Object.entries(grids).map(([id, coordinates]) => ({
    type: "Feature",
    id,
    properties: null,
    geometry: { type: "Polygon", coordinates },
  }));
  return gridsSchema.parse({ label, map: { type: "FeatureCollection", features }, ...more });
}

/** The units of these tests: grids a, b, c, d in a community, beside it another with e. */
const nodes: readonly TreeNode[] = [
  { code: "street" },
  { code: "squad", parent: "street" },
  { code: "east", parent: "street" },
  { code: "west", parent: "street" },
  ...["a", "b", "c", "d"].map((code) => ({ code, parent: "east" })),
  { code: "e", parent: "west" },
];

export const { tree: units } = buildTree(nodes);

/** None of them was merged into another. */
export const successor = (): undefined => undefined;

/** By the length of their codes: single letters are grids. */
export const kindOf = (code: string) => (code.length === 1 ? "grid" : code);

export function placesOf(document: GridsDocument) {
  return compilePlaces(document, 1, units, successor);
}

/** The findings, each as its severity, code and place. */
export function findingsOf(document: GridsDocument): readonly string[] {
  return checkGrids(document, { units, kindOf, successor }).map(({ severity, code, place }) => `${severity} ${code} ${place}`);
}

/** A point counted in thousandths of a degree. */
export function at(x: number, y: number) {
  return { lng: west + x * unit, lat: south + y * unit };
}
