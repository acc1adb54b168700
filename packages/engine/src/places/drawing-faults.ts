import { errorAt, type Finding } from "../model/finding.ts";
import type { Tree } from "../model/tree.ts";
import { mapOf } from "./grid-map.ts";
import { borderOf, type GridsDocument, polygonsOf, sliverOf, unitOf } from "./grids.ts";
import { type Ground, groundOf } from "./ground.ts";
import { nesting } from "./nesting.ts";
import { overlaps } from "./overlaps.ts";
import { positionFault } from "./position-fault.ts";
import { ringFault } from "./ring-fault.ts";

/** The most positions of all polygons together. */
const mostPositions = 500_000;

/** To look at so many edges takes some seconds; well-drawn grids of a large city need a fraction of it. */
const mostWork = 20_000_000;

/** What is wrong with polygons, each by itself and then among the others. */
export function drawingFaults(document: GridsDocument, units: Tree): readonly Finding[] {
  const { features } = document.map;
  const positions = features.reduce((sum, feature) => sum + polygonsOf(feature).flat(2).length, 0);
  if (positions > mostPositions) return [tooMany(positions)];
  const budget = { left: mostWork };
  const sound = new Map<string, { readonly ground: Ground; readonly place: string }>();
  const faults = features.flatMap((feature, i) => {
    const [place, unit] = [`/map/features/${i}/geometry`, unitOf(document, feature)];
    const ground = groundOf(unit ?? "", feature);
    const fault = positionFault(feature, place) ?? ringFault(ground, feature, place, budget);
    if (!fault && unit !== undefined && !sound.has(unit)) sound.set(unit, { ground, place });
    return fault ?? [];
  });
  if (sound.size === 0) return faults;
  const grounds = [...sound.values()].map(({ ground }) => ground);
  const map = mapOf(grounds, borderOf(document), units);
  const placeOf = (unit: string) => sound.get(unit)?.place ?? "/map/features";
  const among = [overlaps, nesting].flatMap((find) => find(map, sliverOf(document), placeOf, budget));
  return budget.left > 0 ? [...faults, ...among] : [tooIntricate(), ...faults, ...among];
}

function tooMany(positions: number): Finding {
  return errorAt(
    "/map/features",
    "too-many-positions",
    `所有图形共 ${positions} 个位置，最多 ${mostPositions} 个；请在地图软件中简化边界。`,
    `The polygons have ${positions} positions, ${mostPositions} at most; simplify the borders in a map editor.`,
  );
}

function tooIntricate(): Finding {
  return errorAt(
    "/map/features",
    "too-intricate",
    "图形彼此交叠太多，没有全部检查完；请先改正其他各项，或简化边界。",
    "The polygons run over each other so much that not all could be checked; mend what else is told first, or simplify the borders.",
  );
}
