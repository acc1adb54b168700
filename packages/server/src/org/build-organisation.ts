import type { OrganisationDocument } from "@muster/engine";
import type { Reason } from "@muster/engine/sources";
import { collectPeople } from "./collect-people.ts";
import { collectUnits } from "./collect-units.ts";
import { dayIn, filled, isSound, merged, type Entry, type Pairing, type Reject, type Responsibility } from "./collect.ts";
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
  const entries = <Item>(name: PartName, make: (row: PartRow) => Item): readonly Entry<Item>[] =>
    of(name)
      .filter(isSound)
      .map((row) => ({ item: make(row), row }));
  const pairings = merged(before.pairings ?? [], entries("pairings", pairingOf), pairingKey, mode("pairings"), reject);
  const duties = entries("responsibilities", responsibilityOf);
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

function pairingOf({ values }: PartRow): Pairing {
  const [from, until] = ["from", "until"].map((name) => dayIn(values.get(name)));
  return filled<Pairing>({ unit: values.get("unit") ?? "", with: values.get("with") ?? "", from, until });
}

function pairingKey({ unit, with: other, from = "" }: Pairing): string {
  return `${unit}\n${other}\n${from}`.trim();
}

function responsibilityOf({ values }: PartRow): Responsibility {
  return filled<Responsibility>({ unit: values.get("unit") ?? "", category: values.get("category") ?? "", under: values.get("under") });
}

function dutyKey({ category, under = "" }: Responsibility): string {
  return `${category}\n${under}`.trim();
}
