import type { World } from "@muster/engine";
import { exitCodes } from "../cli/exit-code.ts";
import { failure } from "../cli/failure.ts";
import { label } from "../cli/label.ts";
import type { FileFeature } from "./read-geojson.ts";

/** The grid of a unit, as a file has it. */
export interface FileGrid {
  readonly unit: string;
  readonly polygons: readonly unknown[];
  readonly line: () => number;
}

/**
 * The grids of a file by unit: named by a property, else by their ids, and there by the unit's code or, where only one unit is called so, by its label.
 * Several features of one unit become one grid of several parts.
 */
export function gridsIn(file: string, features: readonly FileFeature[], property: string | undefined, world: World): readonly FileGrid[] {
  const byLabel = labelsOf(world);
  const grids = new Map<string, FileGrid>();
  for (const feature of features) {
    const named =
      property === undefined ? feature.id : Object.hasOwn(feature.properties, property) ? feature.properties[property] : undefined;
    if (typeof named !== "string" && typeof named !== "number") throw nameless(file, feature, property);
    const unit = world.organisation.units.has(String(named)) ? String(named) : (byLabel.get(String(named)) ?? String(named));
    const found = grids.get(unit);
    grids.set(unit, { unit, polygons: [...(found?.polygons ?? []), ...feature.polygons], line: found?.line ?? feature.line });
  }
  return [...grids.values()];
}

/** The units by what they are called in either language; without names that several bear. */
function labelsOf({ organisation }: World): ReadonlyMap<string, string> {
  const found = new Map<string, Set<string>>();
  for (const code of organisation.units.codes) {
    const called = organisation.unit(code)?.label;
    for (const name of [called?.["zh-CN"], called?.en]) if (name !== undefined) found.set(name, (found.get(name) ?? new Set()).add(code));
  }
  return new Map([...found].flatMap(([name, [code, ...more]]) => (code !== undefined && more.length === 0 ? [[name, code] as const] : [])));
}

function nameless(file: string, { properties, line }: FileFeature, property: string | undefined): Error {
  const at = `${file}:${line()}`;
  const names = Object.keys(properties).slice(0, 20).join(", ") || "—";
  const [zh, en] =
    property === undefined ? ["没有 id", "has no id"] : [`的属性 ${property} 没有值`, `has no value in its property ${property}`];
  return failure(
    exitCodes.refused,
    "findings",
    label(
      `${at}  这个 Feature ${zh}，不知道属于哪个单位；请用 --unit-property 指定写有单位编码或名称的属性，现有：${names}。`,
      `${at}  This Feature ${en}, so that its unit is not known; name the property that holds the unit's code or name with --unit-property. It has: ${names}.`,
    ),
    { file, line: line() },
  );
}
