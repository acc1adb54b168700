import { errorAt, type Finding } from "../../model/finding.ts";
import type { Tree } from "../../model/tree.ts";
import type { Standard } from "../standards.ts";

/** Every standard has a code of its own and stands under a category that exists. */
export function checkStandards(standards: readonly Standard[], categories: Tree): Finding[] {
  const seen = new Set<string>();
  return standards.flatMap(({ code, category }, i) => {
    const findings: Finding[] = [];
    if (seen.has(code))
      findings.push(
        errorAt(
          `/standards/${i}/code`,
          "duplicate-code",
          `标准编码 ${code} 出现两次。`,
          `The code ${code} stands here twice; change one of them.`,
        ),
      );
    if (!categories.has(category))
      findings.push(
        errorAt(
          `/standards/${i}/category`,
          "unknown-category",
          `没有类别 ${category}；请先把它加入类别。`,
          `There is no category ${category}; add it to the categories first.`,
        ),
      );
    seen.add(code);
    return findings;
  });
}
