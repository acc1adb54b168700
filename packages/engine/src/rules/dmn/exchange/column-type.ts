import { readTests } from "../../cells/read-tests.ts";
import type { FeelType } from "../evaluate/feel-type.ts";
import type { OutputClause, TableCell, TableClause } from "../model/decision-table.ts";
import { dmnTypes } from "./dmn-types.ts";
import type { Findings } from "./draft-table.ts";
import type { Reading } from "./reading.ts";

/** A column of a decision table, and the types it may have as one of a rule table. */
export interface Column<Type> {
  readonly clause: Pick<TableClause | OutputClause, "type" | "own" | "line">;
  readonly known: Type | undefined;
  readonly cells: readonly TableCell[];
  readonly place: string;
  readonly own: readonly Type[];
}

/** The type of a column: as marked or published, where it still suits what DMN says, else DMN's own, else as its cells look. */
export function columnType<Type extends keyof typeof dmnTypes>(
  { clause, known, cells, place, own }: Column<Type>,
  { typeNamed, found }: Reading,
): Type {
  const marked = own.find((type) => type === clause.own?.type) ?? known;
  if (marked && (clause.type === undefined || clause.type === dmnTypes[marked])) return marked;
  const type = plainType(typeNamed(clause.type));
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
