import { errorAt, type Finding } from "../../model/finding.ts";
import type { Tree } from "../../model/tree.ts";
import type { Standard } from "../standards.ts";
import { checkLimits, type LimitSurroundings } from "./check-limits.ts";

/** What standards are checked against. */
export interface StandardSurroundings extends LimitSurroundings {
  readonly categories: { readonly tree: Tree };
}

/** Every standard has a code of its own, stands under a category that exists, and has limits that can come to count. */
export function checkStandards(standards: readonly Standard[], around: StandardSurroundings): Finding[] {
  const seen = new Set<string>();
  return standards.flatMap((standard, i) => {
    const { code, category } = standard;
    const isTwice = seen.has(code);
    seen.add(code);
    return [
      ...(isTwice ? [twice(`/standards/${i}/code`, code)] : []),
      ...(around.categories.tree.has(category) ? [] : [unknownCategory(`/standards/${i}/category`, category)]),
      ...checkLimits(standard, `/standards/${i}`, around),
    ];
  });
}

function twice(place: string, code: string): Finding {
  return errorAt(place, "duplicate-code", `标准编码 ${code} 出现两次。`, `The code ${code} stands here twice; change one of them.`);
}

function unknownCategory(place: string, category: string): Finding {
  return errorAt(
    place,
    "unknown-category",
    `没有类别 ${category}；请先把它加入类别。`,
    `There is no category ${category}; add it to the categories first.`,
  );
}
