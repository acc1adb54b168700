import { type Finding, warningAt } from "../model/finding.ts";
import type { Tree } from "../model/tree.ts";
import { drawingFaults } from "./drawing-faults.ts";
import type { Successor } from "./grid-map.ts";
import { type GridsDocument, unitOf } from "./grids.ts";
import { unitFault } from "./unit-fault.ts";

/** What the grids are checked against. */
export interface GridSurroundings {
  readonly units: Tree;
  /** The kind of a unit. */
  readonly kindOf: (unit: string) => string | undefined;
  readonly successor: Successor;
  /** The polygons were checked before, among the same units; then that, which takes long, is left. */
  readonly drawn?: boolean;
}

/** What is told of one document; whoever mends a hundred things checks again anyway. */
const mostFindings = 100;

/** What stands against publishing grids, and what somebody should look at. */
export function checkGrids(document: GridsDocument, around: GridSurroundings): readonly Finding[] {
  const seen = new Map<string, number>();
  const unitFaults = document.map.features.flatMap((feature, i) => {
    const unit = unitOf(document, feature);
    const fault = unitFault(document, feature, `/map/features/${i}`, around.units, seen.get(unit ?? ""), around.successor);
    if (unit !== undefined && !seen.has(unit)) seen.set(unit, i);
    return fault ?? [];
  });
  const faults = [...unitFaults, ...(around.drawn ? [] : drawingFaults(document, around.units))];
  return [...faults.slice(0, mostFindings), ...withoutGround(seen, around), ...keptProperties(document)];
}

/** Where some units of a kind have their ground, one without has probably been forgotten. */
function withoutGround(seen: ReadonlyMap<string, unknown>, { units, kindOf }: GridSurroundings): readonly Finding[] {
  const kinds = new Set([...seen.keys()].flatMap((unit) => kindOf(unit) ?? []));
  const without = units.codes.filter((unit) => kinds.has(kindOf(unit) ?? "") && !seen.has(unit));
  if (without.length === 0) return [];
  const some = without.slice(0, 10);
  const [zh, en] = without.length > some.length ? ["等", " and others"] : ["", ""];
  return [
    warningAt(
      "/map/features",
      "unit-without-ground",
      `同类单位中有 ${without.length} 个没有图形：${some.join("、")}${zh}；在它们地上的上报找不到属地。`,
      `Of units of the same kind ${without.length} have no polygon: ${some.join(", ")}${en}; a report from their ground finds no area.`,
    ),
  ];
}

/** What is published stays for ever. */
function keptProperties({ unitProperty, map }: GridsDocument): readonly Finding[] {
  const all = new Set(map.features.flatMap(({ properties }) => Object.keys(properties ?? {})));
  const others = [...all].filter((name) => name !== unitProperty);
  const names = others.slice(0, 10).map((name) => name.slice(0, 64));
  if (names.length === 0) return [];
  return [
    warningAt(
      "/map/features",
      "kept-properties",
      `属性 ${names.join("、")} 没有用处，却会随定义永久保存；请删去，尤其是姓名和电话。`,
      `The properties ${names.join(", ")} serve nothing and are kept for ever with the definition; remove them, names and telephones above all.`,
    ),
  ];
}
