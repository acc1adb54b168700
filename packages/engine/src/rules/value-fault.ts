import type { Finding } from "../model/finding.ts";
import type { TableInput, TableOutput } from "./table.ts";
import type { TableTrees } from "./trees.ts";

/** Something wrong with a value or a cell, its place left to the caller. */
export type Fault = Pick<Finding, "code" | "message">;

/** What is wrong with a value as a code of its tree; undefined for types that are no codes. */
export function codeFault(value: unknown, type: TableInput["type"] | TableOutput["type"], trees: TableTrees): Fault | undefined {
  const code = String(value);
  if (type === "category" && !trees.categories.has(code)) return unknownCategory(code);
  if ((type === "unit" || type === "units") && !trees.units.has(code)) return unknownUnit(code);
  return undefined;
}

/** What is wrong with a value where only listed ones are allowed. */
export function listFault(value: unknown, allowed: readonly (string | number)[] | undefined): Fault | undefined {
  if (!allowed || allowed.some((each) => each === value)) return undefined;
  const list = allowed
    .slice(0, 20)
    .map((each) => JSON.stringify(each))
    .join(", ");
  return {
    code: "value-not-allowed",
    message: {
      "zh-CN": `${JSON.stringify(value)} 不在允许的取值中：${list}。请改用其中之一，或把它加入允许的取值。`,
      en: `${JSON.stringify(value)} is not among the allowed values: ${list}. Use one of them, or allow it.`,
    },
  };
}

function unknownCategory(code: string): Fault {
  return {
    code: "unknown-category",
    message: {
      "zh-CN": `类别树中没有编码“${code}”。请改用已有的类别编码，或先在类别树中加上它。`,
      en: `The category tree has no code “${code}”. Use an existing category, or add this one to the tree first.`,
    },
  };
}

function unknownUnit(code: string): Fault {
  return {
    code: "unknown-unit",
    message: {
      "zh-CN": `单位树中没有编码“${code}”。请改用已有的单位编码，或先加上这个单位。`,
      en: `The unit tree has no code “${code}”. Use an existing unit, or add this one first.`,
    },
  };
}
