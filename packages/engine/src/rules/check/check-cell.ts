import type { CellTest, LiteralKind } from "../cells/cell.ts";
import { parseCell } from "../cells/parse-cell.ts";
import { readTests } from "../cells/read-tests.ts";
import { emptyRangeMessage } from "../feel/empty-range.ts";
import type { TableInput } from "../table.ts";
import type { TableTrees } from "../trees.ts";
import { codeFault, type Fault, listFault } from "../value-fault.ts";

/** What is wrong with a condition, or undefined. */
export function checkCell(text: string, input: TableInput, names: readonly string[], trees: TableTrees): Fault | undefined {
  const cell = parseCell(text, input.type, names, trees);
  if (cell.type === "refused") return cell.refusal;
  // A text column takes its literals through feelin's parser, which knows no types.
  const tests = cell.type === "tests" ? cell.tests : cell.type === "expression" ? (readTests(text)?.tests ?? []) : [];
  for (const test of tests) {
    if (test.kind === "null") continue;
    if (test.kind !== kinds[input.type]) return mismatch(text, test.kind, input);
    if (test.type === "range") {
      if (isEmptyTest(test)) return { code: "empty-range", message: emptyRangeMessage(text) };
      continue;
    }
    const fault = codeFault(test.value, input.type, trees) ?? listFault(test.value, input.values);
    if (fault) return fault;
  }
  return undefined;
}

/** Whether nothing lies between the bounds; days are whole. */
function isEmptyTest({ kind, low, high, lowIncluded, highIncluded }: CellTest & { readonly type: "range" }): boolean {
  const openEnds = Number(!lowIncluded) + Number(!highIncluded);
  return kind === "date" ? high - low < openEnds : high < low || (high === low && openEnds > 0);
}

const kinds: Readonly<Record<TableInput["type"], LiteralKind>> = {
  string: "string",
  text: "string",
  category: "string",
  unit: "string",
  number: "number",
  boolean: "boolean",
  date: "date",
};

function mismatch(text: string, kind: LiteralKind, input: TableInput): Fault {
  const [zh, en] = notations[input.type];
  return {
    code: "type-mismatch",
    message: {
      "zh-CN": `条件 ${text} 里的${kindNames[kind][0]}不能与输入“${input.label["zh-CN"]}”比较，应写${zh}。`,
      en: `In ${text} ${kindNames[kind][1]} cannot be compared with the input “${input.label.en}”: write ${en}.`,
    },
  };
}

const kindNames: Readonly<Record<LiteralKind, readonly [zh: string, en: string]>> = {
  string: ["文字", "a text"],
  number: ["数字", "a number"],
  boolean: ["true/false", "true or false"],
  null: ["null", "null"],
  date: ["日期", "a date"],
};

const notations: Readonly<Record<TableInput["type"], readonly [zh: string, en: string]>> = {
  string: ['带双引号的文字，如 "高", "中"', 'texts in double quotes, such as "high", "middle"'],
  text: ['包含条件，如 contains(?, "井盖")', 'what it contains, such as contains(?, "leak")'],
  category: ['带双引号的类别编码，如 "01"', 'category codes in double quotes, such as "01"'],
  unit: ['带双引号的单位编码，如 "U1"', 'unit codes in double quotes, such as "U1"'],
  number: ["数字或区间，如 > 3 或 [1..5]", "numbers or ranges, such as > 3 or [1..5]"],
  boolean: ["true 或 false", "true or false"],
  date: ['日期，如 >= @"2026-11-23"', 'dates, such as >= @"2026-11-23"'],
};
