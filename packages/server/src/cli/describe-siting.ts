import type { Siting, Whereabouts } from "@muster/engine";
import { label } from "./label.ts";
import { type Names, withCode } from "./names.ts";
import type { Speech } from "./speech.ts";

/** Whose ground a point lies on, in a sentence. */
export function describeWhereabouts({ text }: Pick<Speech, "text">, names: Names, whereabouts: Whereabouts): string {
  const said = (unit: string) => withCode(names.unit(unit), unit);
  switch (whereabouts.type) {
    case "inside": {
      const above = names.world.organisation.units.lineage(whereabouts.unit).slice(1).toReversed().map(names.unit);
      const within = above.length > 0 ? `${above.join(" › ")} › ` : "";
      return text(label(`在 ${within}${said(whereabouts.unit)} 的地上`, `on the ground of ${within}${said(whereabouts.unit)}`));
    }
    case "border": {
      const units = whereabouts.units.map(said);
      return text(label(`在 ${units.join("、")} 的边界上`, `on the border of ${units.join(", ")}`));
    }
    case "overlap": {
      const units = whereabouts.units.map(said);
      return text(label(`同时在 ${units.join("、")} 的地上（网格重叠）`, `on the ground of ${units.join(", ")}: these grids overlap`));
    }
    case "outside": {
      const { nearest } = whereabouts;
      if (!nearest) return text(label("不在任何网格之内，50 公里内也没有网格", "in no grid, nor is there one within 50 km"));
      const { unit, metres } = nearest;
      return text(
        label(`不在任何网格之内；最近的是 ${said(unit)}，${metres} 米`, `in no grid; the nearest is ${said(unit)}, ${metres} m away`),
      );
    }
  }
}

/** Where the point of a report lies, and what came of it; told later, also the area that somebody has decided on since. */
export function describeSiting(context: Pick<Speech, "text">, names: Names, { whereabouts, area }: Siting, since?: string): string {
  const { "zh-CN": zh, en } = area === "open" && since !== undefined ? decided(withCode(names.unit(since), since)) : meanings[area];
  const where = describeWhereabouts(context, names, whereabouts);
  return context.text(label(`位置：${where}；${zh}`, `Point: ${where}; ${en}`));
}

function decided(unit: string) {
  return label(`属地后来确定为 ${unit}`, `the area was decided since: ${unit}`);
}

const meanings = {
  taken: label("属地据此确定", "the area follows from it"),
  open: label("属地待受理员确定", "the area is for an acceptor to decide"),
  agrees: label("与填写的属地相符", "as the area says that was filled in"),
  disagrees: label("与填写的属地不符，请核对", "not where the area lies that was filled in: compare the two"),
  unknown: label("填写的属地不在网格图上，无法比对", "the area that was filled in is not on the map, so that they cannot be compared"),
} as const;
