import { type Finding, warningAt } from "../model/finding.ts";
import { type Budget, commonGround } from "./common-ground.ts";
import type { GridMap } from "./grid-map.ts";

/**
 * Where a unit and one above it both have their ground: what of the lower lies outside of the upper, and what of the upper lies in none of the
 * lower ones. Only told by areas; whether units without ground of a unit above them leave gaps between them nobody can say.
 */
export function nesting(map: GridMap, sliver: number, placeOf: (unit: string) => string, budget: Budget): readonly Finding[] {
  const byUnit = new Map(map.grounds.map((ground) => [ground.unit, ground]));
  const covered = new Map<string, number>();
  const findings: Finding[] = [];
  for (const ground of map.grounds) {
    const above = map.units.lineage(ground.unit).flatMap((unit) => (unit === ground.unit ? [] : (byUnit.get(unit) ?? [])))[0];
    if (!above) continue;
    const [whole, within] = [ground, above].map((other) => commonGround(ground, other, budget)?.squareMetres ?? 0);
    covered.set(above.unit, (covered.get(above.unit) ?? 0) + (within ?? 0));
    const beyond = (whole ?? 0) - (within ?? 0);
    if (beyond > sliver) findings.push(outside(ground.unit, above.unit, beyond, placeOf(ground.unit)));
  }
  for (const [unit, squareMetres] of covered) {
    const ground = byUnit.get(unit);
    const left = ground ? (commonGround(ground, ground, budget)?.squareMetres ?? 0) - squareMetres : 0;
    if (left > sliver) findings.push(gap(unit, left, placeOf(unit)));
  }
  return budget.left > 0 ? findings : [];
}

function outside(unit: string, above: string, squareMetres: number, place: string): Finding {
  const metres = Math.round(squareMetres);
  return warningAt(
    place,
    "beyond-parent",
    `${unit} 有 ${metres} 平方米在上级 ${above} 的边界之外；请核对两者的边界。`,
    `${metres} m² of ${unit} lie outside of ${above}, to which it belongs; compare the two borders.`,
  );
}

function gap(unit: string, squareMetres: number, place: string): Finding {
  const metres = Math.round(squareMetres);
  return warningAt(
    place,
    "gap-in-parent",
    `${unit} 有 ${metres} 平方米不在任何下级的图形之内；那里的上报属地记为 ${unit}。`,
    `${metres} m² of ${unit} lie in none of the units beneath it; a report from there gets ${unit} as its area.`,
  );
}
