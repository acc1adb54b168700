import { parseOutput } from "../../cells/parse-output.ts";
import type { OutputClause, TableClause } from "../model/decision-table.ts";
import type { Reading } from "./reading.ts";

/** The values that a column allows: listed beside it, or by the type it names. */
export function listedValues(
  { values, line, type }: Pick<TableClause | OutputClause, "values" | "line" | "type">,
  kind: string,
  place: string,
  { typeNamed, found }: Reading,
): { readonly values?: readonly string[] | readonly number[] } {
  const named = typeNamed(type);
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
