import { parseOutput } from "../../cells/parse-output.ts";
import { readTests } from "../../cells/read-tests.ts";
import type { RuleTable, TableInput, TableOutput } from "../../table.ts";
import type { FeelType } from "../evaluate/feel-type.ts";
import { typeNamed } from "../evaluate/type-named.ts";
import type { DecisionTable, OutputClause, TableCell, TableClause } from "../model/decision-table.ts";
import type { Decision, DmnModel } from "../model/model.ts";
import { dmnTypes } from "./column-types.ts";
import type { Findings } from "./draft-table.ts";
import { labelFrom } from "./label-from.ts";

/** What the columns of a draft are read with. */
export interface Reading {
  readonly model: DmnModel;
  /** The published table of the same id. */
  readonly known: RuleTable | undefined;
  /** Whether the table has Muster's extension elements. */
  readonly marked: boolean;
  /** Whether it is told of the whole table already that its labels are in one language. */
  readonly told: boolean;
  readonly lines: Map<string, number>;
  readonly found: Findings;
}

/** The inputs of a table: a name each, where DMN has an expression. */
export function inputsOf({ inputs, rules }: DecisionTable, reading: Reading): readonly TableInput[] {
  const names = new Set<string>();
  return inputs.map((clause, i): TableInput => {
    const place = `/inputs/${i}`;
    reading.lines.set(place, clause.line);
    const name = inputName(clause, i, names, place, reading.found);
    const known = reading.known?.inputs.find((each) => each.name === name);
    const cells = rules.flatMap(({ when }) => when[i] ?? []);
    const type = typeOf({ clause, known: known?.type, cells, place, own: inputTypes }, reading);
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
      ...valuesOf(clause, type, place, reading),
    };
  });
}

/** The outputs of a table; a single one may be without a name in DMN. */
export function outputsOf({ outputs, rules }: DecisionTable, decision: Decision, reading: Reading): readonly TableOutput[] {
  const names = new Set<string>();
  return outputs.map((clause, i): TableOutput => {
    const place = `/outputs/${i}`;
    reading.lines.set(place, clause.line);
    const name = plainName(clause.name ?? (outputs.length === 1 ? decision.name : ""), `output${i + 1}`, names);
    const known = reading.known?.outputs.find((each) => each.name === name);
    const cells = rules.flatMap(({ then }) => then[i] ?? []);
    const whole = outputs.length === 1 ? { ...clause, type: clause.type ?? decision.type } : clause;
    const type = typeOf({ clause: whole, known: known?.type, cells, place, own: outputTypes }, reading);
    const source = {
      shown: clause.label,
      own: clause.own?.labels,
      known: known?.label,
      otherwise: clause.name ?? name,
      told: reading.told,
    };
    const fallback = clause.fallback === undefined ? {} : { default: reading.marked ? clause.fallback : clause.fallback.trim() || "null" };
    const label = labelFrom(source, clause.line, `${place}/label`, reading.found);
    return { name, label, type, ...valuesOf(whole, type, place, reading), ...fallback };
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

interface Column<Type> {
  readonly clause: Pick<TableClause | OutputClause, "type" | "own" | "line">;
  readonly known: Type | undefined;
  readonly cells: readonly TableCell[];
  readonly place: string;
  readonly own: readonly Type[];
}

/** The type of a column: as marked or published, where it still suits what DMN says, else DMN's own, else as its cells look. */
function typeOf<Type extends keyof typeof dmnTypes>({ clause, known, cells, place, own }: Column<Type>, { model, found }: Reading): Type {
  const marked = own.find((type) => type === clause.own?.type) ?? known;
  if (marked && (clause.type === undefined || clause.type === dmnTypes[marked])) return marked;
  const type = plainType(typeNamed(clause.type, model, new Map([[model.namespace, model]])));
  const told = type ?? own.find((each) => each === kindIn(cells)) ?? "string";
  const suits = own.find((each) => each === told);
  if (!suits || type === undefined) sayType(clause, suits ?? "string", place, found);
  else if (marked)
    found.say(
      "warning",
      clause.line,
      `${place}/type`,
      "type-changed",
      `这一列原是 ${marked}，文件中改成了 ${clause.type}，读作 ${suits}；若非本意，请在草稿中改回。`,
      `This column was a ${marked} and is ${clause.type} in the file, so that it became a ${suits}: put it back in the draft where that is not meant.`,
    );
  return suits ?? own.find((each) => each === "string") ?? (own[0] as Type);
}

function sayType({ type, line }: Column<string>["clause"], taken: string, place: string, { say }: Findings): void {
  if (type === undefined || type === "Any")
    return say(
      "hint",
      line,
      `${place}/type`,
      "type-guessed",
      `这一列没有写明类型，按其中的内容读作 ${taken}；请核对。`,
      `The column says no type; by what stands in it, it became a ${taken}: see whether that is so.`,
    );
  say(
    "error",
    line,
    `${place}/type`,
    "type-unknown",
    `规则表没有类型 ${type}，读作 ${taken}；请在草稿中选一个合适的类型，并改写其中的条件。`,
    `Rule tables have no type ${type}; it became a ${taken}: choose one that suits in the draft, and write its cells to it.`,
  );
}

function plainType(type: FeelType): string | undefined {
  if (type.kind === "list") return type.item.kind === "base" && type.item.name === "string" ? "units" : "list";
  if (type.kind === "any") return undefined;
  return type.kind === "base" ? type.name : type.kind;
}

/** The kind of all literals in the cells; undefined where they are of several kinds, or of none. */
function kindIn(cells: readonly TableCell[]): string | undefined {
  const kinds = cells.flatMap(({ text }) => readTests(text.trim())?.tests.map(({ kind }) => kind) ?? []).filter((kind) => kind !== "null");
  return new Set(kinds).size === 1 ? kinds[0] : undefined;
}

/** The values that a column allows: listed beside it, or by the type it names. */
function valuesOf(
  { values, line, type }: Pick<TableClause | OutputClause, "values" | "line" | "type">,
  kind: string,
  place: string,
  { model, found }: Reading,
): { readonly values?: readonly string[] | readonly number[] } {
  const named = typeNamed(type, model, new Map([[model.namespace, model]]));
  const text = values?.trim() || (named.kind === "base" ? named.allowed[0] : undefined);
  if (text === undefined) return {};
  const list = parseOutput(`[${text}]`, []);
  const each: unknown = list.type === "constant" ? list.value : undefined;
  const expected = kind === "number" ? "number" : unlisted.has(kind) ? undefined : "string";
  if (Array.isArray(each) && each.length > 0 && each.every((value) => typeof value === expected))
    return { values: each as readonly string[] };
  found.say(
    "warning",
    line,
    `${place}/values`,
    "values-lost",
    `允许的取值 ${text} 不能用于 ${kind} 列，没有取用；规则表只能逐一列出文字或数字。`,
    `The allowed values ${text} are none for a column of ${kind} and were left out: rule tables list each, texts or numbers.`,
  );
  return {};
}

/** The types whose values a rule table does not list. */
const unlisted: ReadonlySet<string> = new Set(["boolean", "date", "text"]);

const inputTypes = ["string", "number", "boolean", "text", "category", "unit", "date"] as const;
const outputTypes = ["string", "number", "boolean", "category", "unit", "standard", "units"] as const;
