import { errorAt, type Finding } from "../model/finding.ts";
import type { Tree } from "../model/tree.ts";
import { noSuchUnit, unknownCode } from "./code-findings.ts";
import type { OrganisationDocument } from "./organisation.ts";
import { isByArea } from "./resolve-units.ts";

/** Everybody who answers for a category is there, and so is the category; nobody else answers for it on the same ground. */
export function checkResponsibilities(document: OrganisationDocument, tree: Tree, categories: Tree): Finding[] {
  const { responsibilities = [], units } = document;
  const firsts = new Map<string, number>();
  return responsibilities.flatMap(({ unit, category, under }, i) => {
    const place = `/responsibilities/${i}`;
    const key = `${category}\n${under ?? ""}`;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, i);
    return [
      ...(tree.has(unit) || isByArea(unit, units) ? [] : [noSuchUnit(`${place}/unit`, unit, document)]),
      ...(categories.has(category) ? [] : [unknownCode(`${place}/category`, "类别", "category", category, "categories")]),
      ...(under === undefined || tree.has(under) ? [] : [noSuchUnit(`${place}/under`, under, document)]),
      ...(first === undefined ? [] : [twice(place, category, first)]),
    ];
  });
}

function twice(place: string, category: string, first: number): Finding {
  return errorAt(
    place,
    "responsibility-twice",
    `类别 ${category} 在同一范围由谁负责，第 ${first + 1} 条已写明；请删去其中一条，或用 under 写明不同的范围。`,
    `Entry ${first + 1} says already who answers for the category ${category} on this ground; remove one of them, or name different grounds in “under”.`,
  );
}
