import type { TableInput, TableOutput } from "../../table.ts";
import type { DecisionTable, TableClause } from "../model/decision-table.ts";
import type { Decision } from "../model/model.ts";
import { columnType } from "./column-type.ts";
import type { Findings } from "./draft-table.ts";
import { labelFrom } from "./label-from.ts";
import { listedValues } from "./listed-values.ts";
import type { Reading } from "./reading.ts";

/** The inputs of a table: a name each, where DMN has an expression. */
export function inputsOf({ inputs, rules }: DecisionTable, reading: Reading): readonly TableInput[] {
  const names = new Set<string>();
  return inputs.map((clause, i): TableInput => {
    const place = `/inputs/${i}`;
    reading.lines.set(place, clause.line);
    const name = inputName(clause, i, names, place, reading.found);
    const known = reading.known?.inputs.find((each) => each.name === name);
    const cells = rules.flatMap(({ when }) => when[i] ?? []);
    const type = columnType({ clause, known: known?.type, cells, place, own: inputTypes }, reading);
    const source = {
      shown: clause.label,
      own: clause.own?.labels,
      known: known?.label,
      otherwise: clause.text.trim() || name,
      told: reading.told,
    };
    return {
      name,
      label: labelFrom(source, clause.line, `${place}/label`, reading.found),
      type,
      ...listedValues(clause, type, place, reading),
    };
  });
}

/** The outputs of a table; a single one may be without a name in DMN. */
export function outputsOf({ outputs, rules, hitPolicy }: DecisionTable, decision: Decision, reading: Reading): readonly TableOutput[] {
  const names = new Set<string>();
  // Then the decision's own type is that of the output; a list of answers has another.
  const isAnswer = outputs.length === 1 && !lists.has(hitPolicy);
  return outputs.map((clause, i): TableOutput => {
    const place = `/outputs/${i}`;
    reading.lines.set(place, clause.line);
    const name = plainName(clause.name ?? (outputs.length === 1 ? decision.name : ""), `output${i + 1}`, names);
    const known = reading.known?.outputs.find((each) => each.name === name);
    const cells = rules.flatMap(({ then }) => then[i] ?? []);
    const whole = isAnswer ? { ...clause, type: clause.type ?? decision.type } : clause;
    const type = columnType({ clause: whole, known: known?.type, cells, place, own: outputTypes }, reading);
    const source = {
      shown: clause.label,
      own: clause.own?.labels,
      known: known?.label,
      otherwise: clause.name ?? name,
      told: reading.told,
    };
    const fallback = clause.fallback === undefined ? {} : { default: reading.marked ? clause.fallback : clause.fallback.trim() || "null" };
    const label = labelFrom(source, clause.line, `${place}/label`, reading.found);
    return { name, label, type, ...listedValues(whole, type, place, reading), ...fallback };
  });
}

function inputName({ text, line }: TableClause, i: number, names: Set<string>, place: string, { say }: Findings): string {
  const expression = text.trim();
  const name = plainName(expression, `input${i + 1}`, names);
  if (name === expression) return name;
  const isPath = /^[\p{L}_][\p{L}\p{N}_]*(?:[ .]+[\p{L}\p{N}_]+)*$/u.test(expression);
  if (isPath)
    say(
      "warning",
      line,
      `${place}/name`,
      "input-renamed",
      `输入“${expression}”不是可用的名称，改为“${name}”；提问时请按这个名称给值，条件中提到它的地方也请改名。`,
      `The input “${expression}” is no name here and became “${name}”: give its value under this name, and rename it in cells that mention it.`,
    );
  else
    say(
      "error",
      line,
      `${place}/name`,
      "computed-input",
      `输入“${expression}”是算出来的，规则表不能计算输入；请先算好，以“${name}”给值，或把计算写进条件（如 ? * 2 > 10）。`,
      `The input “${expression}” is computed, which rule tables do not do: give the value as “${name}”, or write what is computed into the cells (? * 2 > 10).`,
    );
  return name;
}

/** A name as rule tables take it, each once. */
function plainName(wanted: string, otherwise: string, names: Set<string>): string {
  const ascii = wanted.trim().replaceAll(/[^A-Za-z0-9_]+/g, "_");
  const isName = ascii === wanted || /[A-Za-z]/.test(ascii);
  let name = isName && ascii !== "" ? ascii.replace(/^(?=\d)/, "_") : otherwise;
  while (names.has(name)) name += "_";
  names.add(name);
  return name;
}

const lists: ReadonlySet<DecisionTable["hitPolicy"]> = new Set(["COLLECT", "RULE ORDER", "OUTPUT ORDER"]);

const inputTypes = ["string", "number", "boolean", "text", "category", "unit", "date"] as const;
const outputTypes = ["string", "number", "boolean", "category", "unit", "standard", "units"] as const;
