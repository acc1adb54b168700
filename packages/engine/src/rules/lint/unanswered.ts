import type { Finding } from "../../model/finding.ts";
import { tableFinding } from "./lint-finding.ts";
import type { Space } from "./space.ts";

/** Values an output lists and that no row which can be hit answers, nor the default; nothing is said of outputs that some row computes. */
export function findUnanswered({ compiled: { table, answers, defaults } }: Space, dead: ReadonlySet<number>): readonly Finding[] {
  const live = answers.filter((_, row) => !dead.has(row));
  if (live.some(({ ok }) => ok === "computed")) return [];
  return table.outputs.flatMap(({ name, values = [] }, i) => {
    const answered = new Set(live.flatMap((each) => (each.ok === true ? [each.answer[name]] : [])));
    if (defaults) answered.add(defaults[name]);
    const never = values.filter((value) => !answered.has(value));
    if (never.length === 0) return [];
    return [
      tableFinding(
        "hint",
        "unanswered-value",
        `/outputs/${i}/values`,
        {
          "zh-CN": `输出 ${name} 列有 ${never.join("、")}，而没有一行会给出；请加上规则行，或从 values 中删去。`,
          en: `The output ${name} lists ${never.join(", ")}, which no row answers; add a row, or remove it from the values.`,
        },
        [],
      ),
    ];
  });
}
