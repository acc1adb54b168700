import { parseOutput } from "../cells/parse-output.ts";
import { outputFault } from "../output-fault.ts";
import type { TableOutput } from "../table.ts";
import type { TableTrees } from "../trees.ts";
import type { Fault } from "../value-fault.ts";

/** What is wrong with an answer, or undefined; the names are the inputs it may read. */
export function checkOutputCell(text: string, output: TableOutput, names: readonly string[], trees: TableTrees): Fault | undefined {
  if (text.trim() === "" || text.trim() === "-") return blank(output);
  const cell = parseOutput(text, names);
  if (cell.type === "refused") return cell.refusal;
  return cell.type === "constant" ? outputFault(cell.value, output, trees) : undefined;
}

function blank(output: TableOutput): Fault {
  return {
    code: "blank-output",
    message: {
      "zh-CN": `输出“${output.label["zh-CN"]}”没有填写。没有结果时请写 null。`,
      en: `The output “${output.label.en}” is blank. Write null where there is no answer.`,
    },
  };
}
