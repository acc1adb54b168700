import { errorAt, type Finding, warningAt } from "../model/finding.ts";
import { type Budget, type CommonGround, commonGround } from "./common-ground.ts";
import { type GridMap, groundsIn } from "./grid-map.ts";
import type { Ground } from "./ground.ts";
import { isWithin } from "./places.ts";

/** Square metres: below, what two grounds have in common comes of rounding their positions. */
const rounding = 1;

/** The most findings of a kind; whoever mends a hundred things checks again anyway. */
const most = 100;

/** Grounds that overlap although neither unit lies beneath the other: an error, or where it is no larger than a sliver, a warning. */
export function overlaps(map: GridMap, sliver: number, placeOf: (unit: string) => string, budget: Budget): readonly Finding[] {
  const errors: Finding[] = [];
  const warnings: Finding[] = [];
  for (const [ground, other] of pairsOf(map, budget)) {
    if (errors.length >= most) break;
    const common = commonGround(ground, other, budget);
    if (!common || common.squareMetres <= rounding) continue;
    if (common.squareMetres > sliver) errors.push(overlap(ground, other, common, placeOf(other.unit)));
    else if (warnings.length < most) warnings.push(narrow(ground, other, common, placeOf(other.unit)));
  }
  return [...errors, ...warnings];
}

/** Grounds that may overlap and must not, the earlier in the document first, until the budget is used up. */
function* pairsOf(map: GridMap, budget: Budget): Generator<readonly [Ground, Ground]> {
  const order = new Map(map.grounds.map(({ unit }, i) => [unit, i]));
  for (const [i, ground] of map.grounds.entries()) {
    for (const other of groundsIn(map, ground)) {
      budget.left -= 1;
      if (budget.left <= 0) return;
      if ((order.get(other.unit) ?? 0) > i && !isWithin(map.units, ground.unit, other.unit)) yield [ground, other];
    }
  }
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
