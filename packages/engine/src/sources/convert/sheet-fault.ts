import { rejected, type Reason } from "../reason.ts";
import { uncalculated, type Cell } from "../cell.ts";

/** What sheets show where a formula failed; saved as CSV, it is a text like any other. */
const failed = /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA)$/;

/** Why a cell's formula gives no value; undefined where it does, or where the mapping knows the text. */
export function sheetFault(cell: Cell, column: string, isKnown: (text: string) => boolean): Reason | undefined {
  if (cell === uncalculated) {
    return rejected(
      "uncalculated",
      `“${column}”的公式没有结果；请用表格软件打开此文件并保存，再导入。`,
      `The formula in "${column}" has no result; open the file in a spreadsheet program, save it, and import it again.`,
      column,
    );
  }
  const text = typeof cell === "string" ? cell.trim() : "";
  if (!failed.test(text) || isKnown(text)) return undefined;
  return rejected(
    "cell-error",
    `“${column}”为 ${text}，公式出错；请在表格中改正，或把它列入映射的 empty（视为空）。`,
    `"${column}" is ${text}: its formula failed. Mend it in the sheet, or list the text in the mapping's "empty" to take it for an empty cell.`,
    column,
  );
}
