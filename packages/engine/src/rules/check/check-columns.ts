import { errorAt, type Finding } from "../../model/finding.ts";
import { builtins } from "../feel/functions.ts";
import type { RuleTable, TableInput, TableOutput } from "../table.ts";
import type { TableTrees } from "../trees.ts";
import { codeFault } from "../value-fault.ts";
import { checkOutputCell } from "./check-output-cell.ts";

/** Checks the inputs and outputs themselves: their names, allowed values and defaults. */
export function checkColumns({ inputs, outputs }: RuleTable, trees: TableTrees): readonly Finding[] {
  return [
    ...checkNames(inputs, "/inputs"),
    ...checkNames(outputs, "/outputs"),
    ...inputs.flatMap((input, i) => checkValues(input, `/inputs/${i}`, trees)),
    ...outputs.flatMap((output, i) => [...checkValues(output, `/outputs/${i}`, trees), ...checkDefault(output, `/outputs/${i}`, trees)]),
  ];
}

function checkNames(columns: readonly { readonly name: string }[], place: string): readonly Finding[] {
  const seen = new Set<string>();
  return columns.flatMap(({ name }, i) => {
    const at = `${place}/${i}/name`;
    if (seen.has(name))
      return [errorAt(at, "duplicate-name", `名称“${name}”重复，请改名。`, `The name “${name}” is taken twice; rename one.`)];
    seen.add(name);
    if (!isReserved(name)) return [];
    return [errorAt(at, "reserved-name", `“${name}”是保留词，请改名。`, `“${name}” is a reserved word; choose another name.`)];
  });
}

const words = "and or if then else in between for return some every satisfies function external instance of null true false time duration";
const reserved = new Set([...words.split(" "), ...builtins.keys()]);

/** Words of FEEL, and names such as `constructor` that every JavaScript object answers to. */
function isReserved(name: string): boolean {
  return reserved.has(name) || name in Object.prototype;
}

function checkValues(column: TableInput | TableOutput, place: string, trees: TableTrees): readonly Finding[] {
  const { type, values } = column;
  if (!values) return [];
  const expected = type === "number" ? "number" : "string";
  if (unlisted.has(type) || values.some((value) => typeof value !== expected)) return [wrongValues(`${place}/values`, type)];
  return values.flatMap((value, i) => {
    const fault = codeFault(value, type, trees);
    return fault ? [{ severity: "error", place: `${place}/values/${i}`, ...fault }] : [];
  });
}

const unlisted: ReadonlySet<string> = new Set(["boolean", "date", "text"]);

function wrongValues(place: string, type: string): Finding {
  return errorAt(
    place,
    "values-type",
    `允许的取值与类型 ${type} 不符：number 列出数字，编码和文字类列出文字，boolean、date、text 不列取值。`,
    `These values do not suit the type ${type}: list numbers for number, texts for codes and strings, and none for boolean, date and text.`,
  );
}

function checkDefault(output: TableOutput, place: string, trees: TableTrees): readonly Finding[] {
  if (output.default === undefined) return [];
  const fault = checkOutputCell(output.default, output, [], trees);
  return fault ? [{ severity: "error", place: `${place}/default`, ...fault }] : [];
}
