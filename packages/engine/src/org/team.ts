import type { OrganisationDocument } from "./organisation.ts";

/** A role in the team of a unit: who holds it there, and how many of them there should be. */
export interface TeamRole {
  readonly role: string;
  readonly people: readonly string[];
  readonly least: number;
  readonly most: number | undefined;
}

/** What the team of a unit should be by its kind, and who is in it: holders at the unit itself, not above it. */
export function teamsOf(
  { kinds, units }: OrganisationDocument,
  holdersAt: (role: string, unit: string) => readonly string[],
): (unit: string) => readonly TeamRole[] {
  const teams = new Map(kinds.map((kind) => [kind.code, kind.team ?? []]));
  const kindOf = new Map(units.map((unit) => [unit.code, unit.kind]));
  return (unit) =>
    (teams.get(kindOf.get(unit) ?? "") ?? []).map(({ role, least = 1, most }) => ({ role, people: holdersAt(role, unit), least, most }));
}
