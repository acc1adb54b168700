import type { GridsDocument } from "@muster/engine";
import { isDeepStrictEqual } from "node:util";
import { label } from "../cli/label.ts";
import type { FileGrid } from "./grids-in.ts";

/** What an import does to the grid of a unit. */
export interface GridChange {
  readonly unit: string;
  readonly change: "added" | "changed" | "removed";
}

/** The grids as they would be. */
export interface MergedGrids {
  readonly document: unknown;
  readonly changes: readonly GridChange[];
  readonly unchanged: number;
  /** The line of the file that each feature of the document comes from; none for one that is published. */
  readonly lines: readonly ((() => number) | undefined)[];
}

/** Puts the grids of a file into the published ones: those of other units stay as they are, unless all are to be replaced. */
export function mergeGrids(published: GridsDocument | undefined, grids: readonly FileGrid[], replace: boolean): MergedGrids {
  const before = new Map(
    (published?.map.features ?? []).map((feature) => [nameOf(published, feature), plain(nameOf(published, feature), polygonsIn(feature))]),
  );
  const coming = new Map(grids.map((grid) => [grid.unit, grid]));
  const kept = [...before].filter(([unit]) => coming.has(unit) || !replace);
  const features = [
    ...kept.map(([unit, feature]) => ({ feature: featureOf(coming.get(unit)) ?? feature, line: coming.get(unit)?.line })),
    ...grids.filter(({ unit }) => !before.has(unit)).map((grid) => ({ feature: featureOf(grid), line: grid.line })),
  ];
  const { unitProperty: _named, ...rest } = published ?? { label: label("网格图", "Grids") };
  const changes = [
    ...grids.flatMap(({ unit, polygons }): readonly GridChange[] => {
      const old = before.get(unit);
      if (!old) return [{ unit, change: "added" }];
      return isDeepStrictEqual(old, plain(unit, polygons)) ? [] : [{ unit, change: "changed" }];
    }),
    ...[...before.keys()].flatMap((unit): readonly GridChange[] => (replace && !coming.has(unit) ? [{ unit, change: "removed" }] : [])),
  ];
  return {
    document: { ...rest, map: { type: "FeatureCollection", features: features.map(({ feature }) => feature) } },
    changes,
    unchanged: features.length - changes.filter(({ change }) => change !== "removed").length,
    lines: features.map(({ line }) => line),
  };
}

function featureOf(grid: FileGrid | undefined) {
  return grid && plain(grid.unit, grid.polygons);
}

/** Without what a file says besides: what is published stays for ever, names and telephones too. */
function plain(unit: string, polygons: readonly unknown[]) {
  const geometry = polygons.length === 1 ? { type: "Polygon", coordinates: polygons[0] } : { type: "MultiPolygon", coordinates: polygons };
  return { type: "Feature", id: unit, properties: null, geometry };
}

type Feature = GridsDocument["map"]["features"][number];

function polygonsIn({ geometry }: Feature): readonly unknown[] {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

function nameOf(published: GridsDocument | undefined, { id, properties }: Feature): string {
  const named = published?.unitProperty === undefined ? id : properties?.[published.unitProperty];
  return String(named);
}
