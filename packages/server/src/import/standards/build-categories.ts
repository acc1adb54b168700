import { type CategoriesSpec, type ReadRow, type Reason, fillText, flagged, isRejection, rejected } from "@muster/engine/sources";
import { placeOf, type SourceRow } from "../rows/source-row.ts";
import { fillLabel } from "./fill-label.ts";

export interface Category {
  readonly code: string;
  readonly label: { readonly "zh-CN": string; readonly en: string };
  readonly parent?: string;
}

/** Collects the categories that rows name, and which row names which; `add` answers what a row is wrong about, and takes nothing from a row it rejects. */
export function categoryCollector(spec: CategoriesSpec) {
  const found = new Map<string, { readonly category: Category; readonly row: SourceRow }>();
  const named = new Map<SourceRow, readonly string[]>();
  const add = (row: SourceRow, { values }: ReadRow): readonly Reason[] => {
    const reasons: Reason[] = [];
    const fresh: Category[] = [];
    const codes: string[] = [];
    let parent: string | undefined;
    for (const level of spec.levels) {
      const code = fillText(level.code, values);
      const label = fillLabel(level.label, values);
      // A path may end before the last level.
      if (code === undefined || code === "") break;
      if (!label) return [rejected("no-name", `类别 ${code} 没有名称。`, `The category ${code} has no name.`)];
      const before = found.get(code);
      const category = { code, label, ...(parent !== undefined && { parent }) };
      if (!before) fresh.push(category);
      else if (JSON.stringify(before.category) !== JSON.stringify(category)) reasons.push(conflict(spec, category, before));
      parent = code;
      codes.push(code);
    }
    if (parent === undefined) return [...reasons, rejected("no-category", "此行没有类别。", "The row has no category.")];
    if (reasons.some(isRejection)) return reasons;
    for (const category of fresh) found.set(category.code, { category, row });
    named.set(row, codes);
    return reasons;
  };
  return { add, categories: () => [...found.values()], named };
}

function conflict(
  spec: CategoriesSpec,
  { code, label }: Category,
  before: { readonly category: Category; readonly row: SourceRow },
): Reason {
  const [was, at] = [before.category.label, placeOf(before.row)];
  const make = spec.conflict === "reject" ? rejected : flagged;
  return make(
    "category-conflict",
    `类别 ${code} 在第 ${at} 行叫“${was["zh-CN"]}”，此行叫“${label["zh-CN"]}”或换了上级。`,
    `The category ${code} is "${was.en}" on line ${at}; this row calls it "${label.en}" or puts it elsewhere.`,
  );
}
