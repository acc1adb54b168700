import { type OutputCell, writtenAnswer } from "./cells/parse-output.ts";
import type { CompiledTable } from "./compile.ts";
import type { Scope } from "./feel/scope.ts";
import { scopeOf, type TableInputs } from "./matches.ts";
import { outputFault } from "./output-fault.ts";
import type { Answer, Undecided } from "./result.ts";
import type { TableOutput } from "./table.ts";

/** What a row answers: known beforehand, or computed from the inputs. */
export type RowAnswer = { readonly ok: true; readonly answer: Answer } | { readonly ok: "computed"; readonly cells: readonly OutputCell[] };

/** Puts the output cells of a row together. */
export function rowAnswer(cells: readonly OutputCell[], outputs: readonly TableOutput[]): RowAnswer {
  if (cells.some((cell) => cell.type !== "constant")) return { ok: "computed", cells };
  return {
    ok: true,
    answer: answerFrom(
      outputs,
      cells.map((cell) => (cell.type === "constant" ? cell.value : null)),
    ),
  };
}

/** Answers for one row, computing what depends on the inputs; fails where a computed value cannot be the answer of its output. */
export function answerOf(
  compiled: CompiledTable,
  row: number,
  inputs: TableInputs,
): Undecided | { readonly ok: true; readonly answer: Answer } {
  const known = compiled.answers[row] ?? { ok: true, answer: {} };
  return known.ok === true ? known : compute(compiled, row, known.cells, inputs);
}

function compute(compiled: CompiledTable, row: number, cells: readonly OutputCell[], inputs: TableInputs): ReturnType<typeof answerOf> {
  const { outputs, rows } = compiled.table;
  const scope = scopeOf(compiled, inputs);
  const values = cells.map((cell) => valueOf(cell, scope));
  for (const [i, output] of outputs.entries()) {
    const value = values[i];
    const fault = value?.ok === false ? value.refusal : outputFault(value?.value, output, compiled.trees);
    if (!fault) continue;
    const id = rows[row]?.id ?? "";
    const detail = {
      "zh-CN": `规则行“${id}”算出的输出“${output.name}”不可用：${fault.message["zh-CN"]}`,
      en: `Row “${id}” computed an unusable output “${output.name}”: ${fault.message.en}`,
    };
    return { ok: false, code: "failed", rows: [row], detail };
  }
  return {
    ok: true,
    answer: answerFrom(
      outputs,
      values.map((value) => (value.ok ? value.value : null)),
    ),
  };
}

function valueOf(cell: OutputCell, scope: Scope): ReturnType<typeof writtenAnswer> {
  if (cell.type === "expression") return writtenAnswer(cell.run(scope, null));
  return cell.type === "constant" ? { ok: true, value: cell.value } : { ok: false, refusal: cell.refusal };
}

function answerFrom(outputs: readonly TableOutput[], values: readonly unknown[]): Answer {
  return Object.fromEntries(outputs.map((output, i) => [output.name, values[i]]));
}
