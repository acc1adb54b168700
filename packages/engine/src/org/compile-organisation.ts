import { buildTree, type Tree } from "../model/tree.ts";
import type { OrganisationDocument, Privilege, Role, Unit } from "./organisation.ts";

/** The organisation at one version, ready to be asked. */
export interface Organisation {
  readonly version: number;
  readonly units: Tree;
  readonly lastResort: string;
  readonly unit: (code: string) => Unit | undefined;
  readonly role: (code: string) => Role | undefined;
  /** The class of the ground: the unit's own, or that of the nearest above it. */
  readonly areaClass: (code: string) => string | undefined;
  /** Where the person holds the role: unit codes. */
  readonly unitsOf: (person: string, role: string) => readonly string[];
  /** Who holds the role nearest to the unit: there, else at the first unit above it where anybody does. */
  readonly holders: (role: string, unit: string) => readonly string[];
  /** Whoever holds the role anywhere. */
  readonly everyone: (role: string) => readonly string[];
  /** Every unit where the person holds any role. */
  readonly seats: (person: string) => readonly string[];
  /** Whoever holds any role at the unit itself. */
  readonly staffOf: (unit: string) => readonly string[];
  readonly rolesOf: (person: string) => readonly { readonly role: string; readonly unit: string }[];
  readonly has: (person: string, privilege: Privilege) => boolean;
  /** Everybody with the privilege. */
  readonly allowed: (privilege: Privilege) => readonly string[];
  readonly isPerson: (person: string) => boolean;
  /** The unit a rule names: by code, or relative to a ticket's ground; see {@link relative}. */
  readonly resolve: (named: string, area: string | undefined) => string | undefined;
  /** Whether the name is a relative one whose kind and function exist. */
  readonly isRelative: (named: string) => boolean;
}

/** `area:KIND` is the unit of that kind at or above the ground; `area:KIND/FUNCTION` the unit of that function beneath it. */
const relative = /^area:([^/]+)(?:\/(.+))?$/;

/** Indexes a checked document. */
export function compileOrganisation(document: OrganisationDocument, version: number): Organisation {
  const { tree } = buildTree(document.units);
  const units = new Map(document.units.map((unit) => [unit.code, unit]));
  const people = new Map(document.people.map((person) => [person.id, person.holds]));
  const roles = new Map(document.roles.map((role) => [role.code, role]));
  const byDuty = new Map(document.units.map((unit) => [`${unit.parent}\n${unit.function}`, unit.code]));
  const rolesOf = (person: string) => people.get(person) ?? [];
  const holding = new Map<string, string[]>();
  const staff = new Map<string, Set<string>>();
  for (const { id, holds: seats } of document.people) {
    for (const { role, unit } of seats) {
      holding.set(`${role}\n${unit}`, [...(holding.get(`${role}\n${unit}`) ?? []), id]);
      staff.set(unit, (staff.get(unit) ?? new Set()).add(id));
    }
  }
  const has = (person: string, privilege: Privilege) =>
    rolesOf(person).some((held) => roles.get(held.role)?.privileges?.includes(privilege));
  return {
    version,
    units: tree,
    lastResort: document.lastResort,
    unit: (code) => units.get(code),
    role: (code) => roles.get(code),
    areaClass: (code) => tree.lineage(code).flatMap((each) => units.get(each)?.areaClass ?? [])[0],
    unitsOf: (person, role) => rolesOf(person).flatMap((held) => (held.role === role ? [held.unit] : [])),
    holders: (role, unit) => {
      const at = tree.lineage(unit).find((code) => holding.has(`${role}\n${code}`));
      return at === undefined ? [] : (holding.get(`${role}\n${at}`) ?? []);
    },
    everyone: (role) => document.people.flatMap(({ id, holds: seats }) => (seats.some((held) => held.role === role) ? [id] : [])),
    staffOf: (unit) => [...(staff.get(unit) ?? [])],
    seats: (person) => [...new Set(rolesOf(person).map((held) => held.unit))],
    rolesOf,
    has,
    allowed: (privilege) => document.people.flatMap(({ id }) => (has(id, privilege) ? [id] : [])),
    isPerson: (person) => people.has(person),
    resolve: (named, area) => {
      if (tree.has(named)) return named;
      const [, kind, duty] = relative.exec(named) ?? [];
      if (kind === undefined || area === undefined) return undefined;
      const at = tree.lineage(area).find((code) => units.get(code)?.kind === kind);
      return at === undefined || duty === undefined ? at : byDuty.get(`${at}\n${duty}`);
    },
    isRelative: (named) => {
      const [, kind, duty] = relative.exec(named) ?? [];
      return (
        document.units.some((unit) => unit.kind === kind) && (duty === undefined || document.units.some((unit) => unit.function === duty))
      );
    },
  };
}

/** Whether the person holds the role at the unit or above it. */
export function holds(organisation: Organisation, person: string, role: string, unit: string | undefined): boolean {
  if (unit === undefined) return false;
  const lineage = organisation.units.lineage(unit);
  return organisation.unitsOf(person, role).some((seat) => lineage.includes(seat));
}
