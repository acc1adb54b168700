import type { DefinitionKind } from "@muster/engine";
import { readFile } from "node:fs/promises";

/** Which kind of definition a JSON file holds, by what only such a document has; undefined where it is something else, or no JSON. */
export async function kindInside(file: string): Promise<DefinitionKind | undefined> {
  const document = await parsed(file);
  if (document === undefined) return undefined;
  return (Object.keys(marks) as DefinitionKind[]).find((kind) => marks[kind](document));
}

type Document = Readonly<Record<string, unknown>>;

const marks: Readonly<Record<DefinitionKind, (document: Document) => boolean>> = {
  organisation: ({ units, roles }) => Array.isArray(units) && Array.isArray(roles),
  duty: ({ role, shifts, weekly }) => typeof role === "string" && (Array.isArray(shifts) || Array.isArray(weekly)),
  grids: ({ map }) => typeof map === "object" && map !== null,
  holidays: ({ years, names }) => typeof years === "object" && typeof names === "object",
  calendar: ({ week, workDay }) => typeof week === "object" && workDay !== undefined,
  categories: ({ categories }) => Array.isArray(categories),
  standards: ({ standards }) => Array.isArray(standards),
  table: ({ inputs, rows }) => Array.isArray(inputs) && Array.isArray(rows),
  source: ({ key, report, target }) => typeof key === "string" && typeof report === "object" && target === undefined,
  ladder: ({ rungs }) => Array.isArray(rungs),
  cases: ({ cases }) => Array.isArray(cases),
  evaluation: ({ tallies }) => Array.isArray(tallies),
  process: ({ states }) => typeof states === "object" && states !== null,
};

async function parsed(file: string): Promise<Document | undefined> {
  try {
    const value = JSON.parse(await readFile(file, "utf8")) as unknown;
    return typeof value === "object" && value !== null ? (value as Document) : undefined;
  } catch {
    // What cannot be read or is no JSON is no definition with a wrong name.
    return undefined;
  }
}
