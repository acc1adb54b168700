import { parseOutput } from "../cells/parse-output.ts";
import { outputFault } from "../output-fault.ts";
import type { TableInput, TableOutput } from "../table.ts";
import type { TableTrees } from "../trees.ts";
import type { Fault } from "../value-fault.ts";
import { answerFault } from "./kind-fault.ts";

/** What is wrong with an answer that may read these inputs, or undefined. */
export function checkOutputCell(text: string, output: TableOutput, inputs: readonly TableInput[], trees: TableTrees): Fault | undefined {
  if (text.trim() === "" || text.trim() === "-") return blank(output);
  const names = inputs.map(({ name }) => name);
  const cell = parseOutput(text, names);
  if (cell.type === "refused") return cell.refusal;
  return cell.type === "constant" ? outputFault(cell.value, output, trees) : answerFault(text, output, inputs, trees);
}

function blank(output: TableOutput): Fault {
  return {
    code: "blank-output",
    message: {
      "zh-CN": `输出“${output.label["zh-CN"]}”没有填写。没有结果时请写文字 null（在 JSON 中是 "null"）。`,
      en: `The output “${output.label.en}” is blank. Write the text null (in JSON "null") where there is no answer.`,
    },
  };
}
