import type { World } from "@muster/engine";
import { within } from "./within.ts";

/** A role in the team of a unit: who holds it, and how many are missing. */
export interface TeamMembers {
  readonly unit: string;
  readonly role: string;
  readonly people: readonly string[];
  readonly least: number;
  readonly most: number | undefined;
  readonly lacking: number;
}

/** The teams of a unit and all beneath it, of all units where none is named. */
export function teamMembers(organisation: World["organisation"], unit: string | undefined): readonly TeamMembers[] {
  const units = unit === undefined ? organisation.units.codes : within(organisation.units, "UNIT", unit);
  return units.flatMap((code) =>
    organisation.team(code).map((each) => ({ unit: code, ...each, lacking: Math.max(0, each.least - each.people.length) })),
  );
}
