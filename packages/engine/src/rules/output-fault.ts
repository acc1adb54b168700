import type { TableOutput } from "./table.ts";
import type { TableTrees } from "./trees.ts";
import { codeFault, type Fault, listFault } from "./value-fault.ts";

/** What is wrong with the value as an answer of this output; null, "no answer", is always taken. */
export function outputFault(value: unknown, output: TableOutput, trees: TableTrees): Fault | undefined {
  if (value === null) return undefined;
  if (!suits(value, output.type)) return mismatch(value, output);
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const item of items) {
    const fault = nameFault(item, output.type, trees) ?? listFault(item, output.values);
    if (fault) return fault;
  }
  return undefined;
}

/** Whether the value is of the type; whether it is a code there is, is another question. */
export function suits(value: unknown, type: TableOutput["type"]): boolean {
  return fits[type](value);
}

/** An output may also name a unit that only the ticket's ground makes concrete, and must name a standard there is. */
function nameFault(value: unknown, type: TableOutput["type"], trees: TableTrees): Fault | undefined {
  const name = String(value);
  if (type === "standard") return trees.isStandard && !trees.isStandard(name) ? unknownStandard(name) : undefined;
  return type !== "category" && trees.isUnitName?.(name) ? undefined : codeFault(value, type, trees);
}

function unknownStandard(code: string): Fault {
  return {
    code: "unknown-standard",
    message: {
      "zh-CN": `没有编码为“${code}”的标准。请改用已有的标准编码，或先加上这条标准。`,
      en: `There is no standard with the code “${code}”. Use an existing standard, or add this one first.`,
    },
  };
}

const isText = (value: unknown): boolean => typeof value === "string";

const fits: Readonly<Record<TableOutput["type"], (value: unknown) => boolean>> = {
  string: isText,
  category: isText,
  unit: isText,
  standard: isText,
  number: Number.isFinite,
  boolean: (value) => typeof value === "boolean",
  units: (value) => Array.isArray(value) && value.every(isText),
};

function mismatch(value: unknown, output: TableOutput): Fault {
  const [zh, en] = notations[output.type];
  const text = JSON.stringify(value);
  return {
    code: "type-mismatch",
    message: {
      "zh-CN": `输出“${output.label["zh-CN"]}”的值 ${text} 类型不对，应写${zh}。`,
      en: `${text} is of the wrong type for the output “${output.label.en}”: write ${en}.`,
    },
  };
}

const notations: Readonly<Record<TableOutput["type"], readonly [zh: string, en: string]>> = {
  string: ['带双引号的文字，如 "高"', 'a text in double quotes, such as "high"'],
  number: ["数字，如 3", "a number, such as 3"],
  boolean: ["true 或 false", "true or false"],
  category: ['带双引号的类别编码，如 "01"', 'a category code in double quotes, such as "01"'],
  unit: ['带双引号的单位编码，如 "U1"', 'a unit code in double quotes, such as "U1"'],
  standard: ['带双引号的标准编码，如 "S1"', 'a standard code in double quotes, such as "S1"'],
  units: ['单位编码列表，如 ["U1", "U2"]', 'a list of unit codes, such as ["U1", "U2"]'],
};
