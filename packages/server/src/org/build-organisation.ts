import type { OrganisationDocument } from "@muster/engine";
import type { Reason } from "@muster/engine/sources";
import { collectPairings } from "./collect-pairings.ts";
import { collectPeople } from "./collect-people.ts";
import { collectUnits } from "./collect-units.ts";
import { filled, isSound, merged, type Entry, type Reject, type Responsibility } from "./collect.ts";
import type { OrgMapping, PartName } from "./org-mapping.ts";
import type { PartRow } from "./read-parts.ts";

/** The document that rows make of the published one. */
export interface BuiltOrganisation {
  readonly document: OrganisationDocument;
  /** What is wrong with rows beside each other. */
  readonly rejects: readonly (readonly [PartRow, Reason])[];
  /** The row that says what stands at a place of the document, a JSON Pointer; none for what was published. */
  readonly rowAt: (place: string) => PartRow | undefined;
}

/** Builds the document; rows with something against them take no part. */
export function buildOrganisation(before: OrganisationDocument, rows: readonly PartRow[], { parts }: OrgMapping): BuiltOrganisation {
  const rejects: (readonly [PartRow, Reason])[] = [];
  const reject: Reject = (row, reason) => void rejects.push([row, reason]);
  const of = (name: PartName) => rows.filter(({ part }) => part === name);
  const mode = (name: PartName) => parts[name]?.mode ?? "extend";
  const { units, retired } = collectUnits(before, of("units"), mode("units"), reject);
  const people = collectPeople(before, of("people"), mode("people"));
  const pairings = collectPairings(before.pairings ?? [], of("pairings"), mode("pairings"), reject);
  const duties = of("responsibilities")
    .filter(isSound)
    .map((row) => ({ item: responsibilityOf(row), row }));
  const responsibilities = merged(before.responsibilities ?? [], duties, dutyKey, mode("responsibilities"), reject);
  const lists: Readonly<Record<string, readonly { readonly row?: PartRow }[]>> = { units, retired, pairings, responsibilities };
  return {
    document: filled<OrganisationDocument>({
      ...before,
      units: itemsOf(units),
      people: people.map(({ item }) => item),
      retired: some(itemsOf(retired)),
      pairings: some(itemsOf(pairings)),
      responsibilities: some(itemsOf(responsibilities)),
    }),
    rejects,
    rowAt: (place) => {
      const [, list = "", index, , nth] = place.split("/");
      if (list === "people") return (people[Number(index)]?.holds[Number(nth ?? 0)] ?? people[Number(index)]?.holds[0])?.row;
      return Object.hasOwn(lists, list) ? lists[list]?.[Number(index)]?.row : undefined;
    },
  };
}

function itemsOf<Item>(entries: readonly Entry<Item>[]): Item[] {
  return entries.map(({ item }) => item);
}

/** A list with nothing in it is left out. */
function some<Item>(items: readonly Item[]): Item[] | undefined {
  return items.length > 0 ? [...items] : undefined;
}

function responsibilityOf({ values }: PartRow): Responsibility {
  return filled<Responsibility>({ unit: values.get("unit") ?? "", category: values.get("category") ?? "", under: values.get("under") });
}

function dutyKey({ category, under = "" }: Responsibility): string {
  return `${category}\n${under}`.trim();
}
