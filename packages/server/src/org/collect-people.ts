import type { OrganisationDocument } from "@muster/engine";
import { daysOf, filled, isSound, type Entry, type Hold, type Person } from "./collect.ts";
import type { PartMapping } from "./org-mapping.ts";
import type { PartRow } from "./read-parts.ts";

/** A person with the row behind each role they hold; none for what was published. */
export interface PersonEntry {
  readonly item: Person;
  readonly holds: readonly Entry<Hold>[];
}

/** The people that rows make of the published ones, a row for each role: whoever is named holds what the sheet says, and nothing else. */
export function collectPeople(
  { people }: OrganisationDocument,
  rows: readonly PartRow[],
  mode: PartMapping["mode"],
): readonly PersonEntry[] {
  const said = new Map<string, PartRow[]>();
  for (const row of rows.filter(isSound)) said.set(row.values.get("id") ?? "", [...(said.get(row.values.get("id") ?? "") ?? []), row]);
  // A rejected row still says that its person is there.
  const named = new Set(rows.map(({ values }) => values.get("id")));
  const known = new Set(people.map(({ id }) => id));
  const kept = people.flatMap((person): readonly PersonEntry[] => {
    const found = said.get(person.id);
    if (found) return [personOf(person.id, found, person.holds)];
    return mode === "extend" || named.has(person.id) ? [{ item: person, holds: person.holds.map((item) => ({ item })) }] : [];
  });
  return [...kept, ...[...said].flatMap(([id, found]) => (known.has(id) ? [] : [personOf(id, found, [])]))];
}

function personOf(id: string, rows: readonly PartRow[], published: readonly Hold[]): PersonEntry {
  const holds = rows.flatMap((row) => holdsOf(row, published).map((item) => ({ item, row })));
  const name = rows.map(({ values }) => values.get("name")).find((each) => each !== undefined);
  return { item: filled<Person>({ id, name, holds: holds.map(({ item }) => item) }), holds };
}

function holdsOf(row: PartRow, published: readonly Hold[]): readonly Hold[] {
  const [role, unit] = [row.values.get("role") ?? "", row.values.get("unit") ?? ""];
  const before = published.filter((held) => held.role === role && held.unit === unit);
  return daysOf(row, before).map((days) => filled<Hold>({ role, unit, ...days }));
}
