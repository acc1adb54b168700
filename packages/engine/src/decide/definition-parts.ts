import type { Definition } from "../definitions/definition.ts";
import type { Standard } from "../definitions/standards.ts";
import { buildTree } from "../model/tree.ts";
import { compileOrganisation } from "../org/compile-organisation.ts";
import type { Cover } from "../org/duty/on-duty.ts";
import type { OrganisationDocument } from "../org/organisation.ts";
import type { Versioned } from "./assemble.ts";

const emptyOrganisation: OrganisationDocument = { kinds: [], roles: [], units: [], people: [], lastResort: "" };

/** What definitions hold for each other, by what they ask for. */
export function partsOf(newest: readonly Versioned[]) {
  const pick = <Kind extends Definition["kind"]>(kind: Kind) =>
    newest.find((each): each is Extract<Versioned, { kind: Kind }> => each.kind === kind);
  const org = pick("organisation");
  const cats = pick("categories");
  const stds = pick("standards");
  const { tree, faults } = buildTree(cats?.body.categories ?? []);
  const document = org?.body ?? emptyOrganisation;
  const organise = (each: OrganisationDocument, covers?: readonly Cover[]) => compileOrganisation(each, org?.version ?? 0, tree, covers);
  const organisation = organise(document);
  const list = new Map<string, Standard>(stds?.body.standards.map((standard) => [standard.code, standard]));
  return {
    /** With everybody who ever holds anything. */
    organisation,
    document,
    organise,
    grids: pick("grids"),
    duties: newest.flatMap((each) => (each.kind === "duty" ? [each] : [])),
    categories: { version: cats?.version ?? 0, tree },
    categoryFaults: faults,
    standards: { version: stds?.version ?? 0, find: (code: string) => list.get(code) },
    roles: new Set((org?.body.roles ?? []).map((role) => role.code)),
    held: new Set((org?.body.people ?? []).flatMap((person) => person.holds.map((held) => held.role))),
    hasCalendar: newest.some((each) => each.kind === "calendar"),
    areaClasses: new Set(org?.body.units.flatMap(({ areaClass }) => areaClass ?? [])),
    calendarSurroundings: {
      holidays: new Map(newest.flatMap((each) => (each.kind === "holidays" ? [[each.id, each.body]] : []))),
      unitKinds: new Set(org?.body.kinds.map((kind) => kind.code)),
      calendars: newest.flatMap((each) => (each.kind === "calendar" ? [each.body] : [])),
    },
    tables: new Map(newest.flatMap((each) => (each.kind === "table" ? [[each.id, each.body]] : []))),
    ladders: newest.flatMap((each) => (each.kind === "ladder" ? [each.body] : [])),
    processes: new Map(newest.flatMap((each) => (each.kind === "process" ? [[each.id, each.body]] : []))),
    trees: {
      categories: tree,
      units: organisation.units,
      isUnitName: organisation.isRelative,
      isStandard: (code: string) => list.has(code),
    },
  };
}

export type Parts = ReturnType<typeof partsOf>;
