import { holds, type Organisation } from "../compile-organisation.ts";
import { seatKey, type Stretch } from "./rosters.ts";

/** Who is to be asked: who is on duty there, in a neighbour's place, or where nobody is, whoever holds the role. */
export interface OnDuty {
  readonly people: readonly string[];
  /** Where they are on duty. */
  readonly unit: string;
  readonly via: "duty" | "neighbour" | "role";
}

/** Somebody who takes the place of a neighbouring unit's, as if they held the role there. */
export interface Cover {
  readonly person: string;
  readonly role: string;
  readonly unit: string;
}

/** Who is on duty for the unit: there, else in its place at a neighbour, else so at a unit above; where nobody is, whoever holds the role. */
export function onDutyAt(organisation: Organisation, { on }: Stretch, role: string, unit: string): OnDuty {
  const people = (at: string) => presentAt(organisation, on.get(seatKey(role, at)) ?? [], role, at);
  const of = (at: string, via: OnDuty["via"]): OnDuty[] => (people(at).length > 0 ? [{ people: people(at), unit: at, via }] : []);
  const [found] = organisation.units
    .lineage(unit)
    .flatMap((at) => [...of(at, "duty"), ...(organisation.unit(at)?.neighbours ?? []).flatMap((next) => of(next, "neighbour"))]);
  return found ?? { people: organisation.holders(role, unit), unit, via: "role" };
}

/** Who takes a neighbour's place: whoever is on duty at the first neighbour where anybody is, while nobody is at the unit itself. */
export function coversIn(organisation: Organisation, { on }: Stretch): readonly Cover[] {
  const roles = [...new Set([...on.keys()].map((seat) => seat.slice(0, seat.indexOf("\n"))))];
  return roles.flatMap((role) =>
    organisation.units.codes.flatMap((unit) => {
      const neighbours = organisation.unit(unit)?.neighbours ?? [];
      const people = (at: string) => presentAt(organisation, on.get(seatKey(role, at)) ?? [], role, at);
      if (neighbours.length === 0 || people(unit).length > 0) return [];
      const covering = neighbours.map(people).find((each) => each.length > 0) ?? [];
      return covering.map((person) => ({ person, role, unit }));
    }),
  );
}

/** A roster gives nobody a role: whoever has given it up since is not on duty. */
function presentAt(organisation: Organisation, people: readonly string[], role: string, unit: string): readonly string[] {
  return people.filter((person) => holds(organisation, person, role, unit));
}
