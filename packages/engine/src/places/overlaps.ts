import { errorAt, type Finding, warningAt } from "../model/finding.ts";
import { type Budget, type CommonGround, commonGround } from "./common-ground.ts";
import { type GridMap, groundsIn } from "./grid-map.ts";
import type { Ground } from "./ground.ts";
import { isWithin } from "./places.ts";

/** Square metres: below, what two grounds have in common comes of rounding their positions. */
const rounding = 1;

/** Grounds that overlap although neither unit lies beneath the other: an error, or where it is no larger than a sliver, a warning. */
export function overlaps(map: GridMap, sliver: number, placeOf: (unit: string) => string, budget: Budget): readonly Finding[] {
  const order = new Map(map.grounds.map(({ unit }, i) => [unit, i]));
  const findings = map.grounds.flatMap((ground, i) =>
    groundsIn(map, ground).flatMap((other): readonly Finding[] => {
      if ((order.get(other.unit) ?? 0) <= i || isWithin(map.units, ground.unit, other.unit) || budget.left <= 0) return [];
      const common = commonGround(ground, other, budget);
      if (!common || common.squareMetres <= rounding) return [];
      const isSliver = common.squareMetres <= sliver;
      return [isSliver ? narrow(ground, other, common, placeOf(other.unit)) : overlap(ground, other, common, placeOf(other.unit))];
    }),
  );
  return findings.toSorted((a, b) => a.severity.localeCompare(b.severity));
}

function overlap({ unit }: Ground, other: Ground, common: CommonGround, place: string): Finding {
  const [metres, at] = saidOf(common);
  return errorAt(
    place,
    "overlapping-grids",
    `${other.unit} 与 ${unit} 重叠 ${metres} 平方米，例如在 ${at}；请改正其中一个的边界。`,
    `${other.unit} and ${unit} overlap by ${metres} m², at ${at} for one; correct the border of either.`,
  );
}

function narrow({ unit }: Ground, other: Ground, common: CommonGround, place: string): Finding {
  const [metres, at] = saidOf(common);
  return warningAt(
    place,
    "overlapping-sliver",
    `${other.unit} 与 ${unit} 的边界没有对齐，重叠 ${metres} 平方米，例如在 ${at}；那里的上报由受理员确定属地。`,
    `The borders of ${other.unit} and ${unit} do not match: they overlap by ${metres} m², at ${at} for one; a report from there gets its area by hand.`,
  );
}

function saidOf({ squareMetres, point: { lng, lat } }: CommonGround): readonly [string, string] {
  return [squareMetres < 10 ? squareMetres.toFixed(1) : String(Math.round(squareMetres)), `${lng.toFixed(7)},${lat.toFixed(7)}`];
}
