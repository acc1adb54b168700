import { errorAt, type Finding, warningAt } from "../model/finding.ts";
import type { Tree } from "../model/tree.ts";
import type { Successor } from "./grid-map.ts";
import { type GridFeature, type GridsDocument, unitOf } from "./grids.ts";

/** Why a feature is no unit's ground; `first` is the number of the feature that named its unit before, counted from 0. */
export function unitFault(
  document: GridsDocument,
  feature: GridFeature,
  place: string,
  units: Tree,
  first: number | undefined,
  successor: Successor,
): Finding | undefined {
  const unit = unitOf(document, feature);
  const named = memberOf(document);
  if (unit === undefined)
    return errorAt(
      place,
      "grid-without-unit",
      `这个图形没有写明属于哪个单位；请填写 ${named}。`,
      `This feature names no unit; fill in ${named}.`,
    );
  const heir = units.has(unit) ? undefined : successor(unit);
  if (heir !== undefined)
    return warningAt(
      `${place}/${named}`,
      "merged-unit",
      `单位 ${unit} 已并入 ${heir}，它的地算 ${heir} 的；请画一张新的网格图。`,
      `The unit ${unit} was merged into ${heir}, whose its ground counts as; draw a new map.`,
    );
  if (!units.has(unit))
    return errorAt(
      `${place}/${named}`,
      "unknown-unit",
      `没有名为 ${unit.slice(0, 64)} 的单位；请改正编码，或先把它加入组织。`,
      `There is no unit named ${unit.slice(0, 64)}; correct the code, or add the unit to the organisation first.`,
    );
  if (first === undefined) return undefined;
  return errorAt(
    `${place}/${named}`,
    "duplicate-unit",
    `单位 ${unit} 有两个图形（先有第 ${first + 1} 个）；地分成几块的，请合成一个 MultiPolygon。`,
    `The unit ${unit} has two features, number ${first + 1} being the other; ground in several parts is one MultiPolygon.`,
  );
}

/** Where a feature names its unit, as a JSON Pointer within it. */
function memberOf({ unitProperty }: GridsDocument): string {
  return unitProperty === undefined ? "id" : `properties/${unitProperty.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
