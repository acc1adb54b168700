import { errorAt, type Finding } from "../../model/finding.ts";
import type { RuleTable } from "../table.ts";

/** Checks that the hit policy has what it needs, and that nothing is given that it would not use. */
export function checkPolicy(table: RuleTable): readonly Finding[] {
  return [...checkPrecedence(table), ...checkAggregator(table), ...checkDefaults(table)];
}

function checkPrecedence({ hitPolicy, outputs }: RuleTable): readonly Finding[] {
  if (hitPolicy !== "priority" && hitPolicy !== "output-order") return [];
  if (outputs.some((output) => output.values)) return [];
  return [
    errorAt(
      "/hitPolicy",
      "no-precedence",
      `命中策略 ${hitPolicy} 按输出取值的先后决定优先级，请在至少一个输出的 values 中从高到低列出取值。`,
      `The hit policy ${hitPolicy} ranks rows by the order of output values: list the values of at least one output, highest first.`,
    ),
  ];
}

function checkAggregator({ hitPolicy, aggregator, outputs }: RuleTable): readonly Finding[] {
  if (!aggregator) return [];
  if (hitPolicy !== "collect")
    return [
      misplaced(
        `只有命中策略 collect 可以汇总，请改用 collect 或去掉 aggregator。`,
        `Only the hit policy collect aggregates: use it, or drop the aggregator.`,
      ),
    ];
  if (outputs.length !== 1)
    return [misplaced(`汇总只能有一个输出，请拆成多张表。`, `An aggregator works on a single output: split the table.`)];
  if (aggregator !== "count" && outputs[0]?.type !== "number")
    return [
      misplaced(
        `${aggregator} 只能汇总 number 类型的输出，其他类型可用 count。`,
        `${aggregator} needs an output of type number; other types can be counted.`,
      ),
    ];
  return [];
}

function misplaced(zh: string, en: string): Finding {
  return errorAt("/aggregator", "aggregator-misplaced", zh, en);
}

function checkDefaults({ aggregator, outputs }: RuleTable): readonly Finding[] {
  const given = outputs.filter((output) => output.default !== undefined).length;
  if (given > 0 && aggregator === "count")
    return [
      errorAt(
        "/outputs/0/default",
        "default-misplaced",
        "没有命中时 count 就是 0，默认值会冒充命中的行数，请去掉。",
        "Where nothing matches the count is 0; a default would pass for the number of rows: drop it.",
      ),
    ];
  if (given === 0 || given === outputs.length) return [];
  const message = {
    "zh-CN": "只有每个输出都有默认值时才会用到默认值，请补齐（留空的写 null）或全部去掉。",
    en: "Defaults are used only where every output has one: give the others a default too, null where they stay open, or drop them.",
  };
  return [{ severity: "warning", code: "default-unused", place: "/outputs", message }];
}
