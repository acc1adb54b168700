import type { CellTest, LiteralKind } from "../cells/cell.ts";
import { parseCell } from "../cells/parse-cell.ts";
import { emptyRangeMessage } from "../feel/empty-range.ts";
import type { TableInput } from "../table.ts";
import type { TableTrees } from "../trees.ts";
import { codeFault, type Fault, listFault } from "../value-fault.ts";
import { testsFault } from "./kind-fault.ts";
import { kindNames, notations } from "./kind-names.ts";
import { kindOfInput } from "./known-kind.ts";

/** What is wrong with a condition, or undefined. */
export function checkCell(text: string, input: TableInput, inputs: readonly TableInput[], trees: TableTrees): Fault | undefined {
  const names = inputs.map(({ name }) => name);
  const cell = parseCell(text, input.type, names, trees);
  if (cell.type === "refused") return cell.refusal;
  if (cell.type === "expression") return testsFault(text.trim(), input, inputs, trees);
  for (const test of cell.type === "tests" ? cell.tests : []) {
    if (test.kind === "null") continue;
    if (test.kind !== kindOfInput[input.type]) return mismatch(text, test.kind, input);
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
