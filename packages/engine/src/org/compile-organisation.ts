import { buildTree, type Tree } from "../model/tree.ts";
import type { Cover } from "./duty/on-duty.ts";
import type { OrganisationDocument, Partner, Privilege, Role, Unit } from "./organisation.ts";
import { unitNames, type Ground, type UnitNames } from "./resolve-units.ts";
import { retiredUnits, type RetiredUnits } from "./retired-units.ts";
import { teamsOf, type TeamRole } from "./team.ts";

/** The organisation at one version, ready to be asked. */
export interface Organisation extends RetiredUnits {
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
  /** The team that the unit's kind asks for, and who is in it. */
  readonly team: (unit: string) => readonly TeamRole[];
  readonly rolesOf: (person: string) => readonly { readonly role: string; readonly unit: string }[];
  readonly has: (person: string, privilege: Privilege) => boolean;
  /** Everybody with the privilege. */
  readonly allowed: (privilege: Privilege) => readonly string[];
  readonly isPerson: (person: string) => boolean;
  /** The other tenants by their ids, to whom matters are handed over. */
  readonly partners: ReadonlyMap<string, Partner>;
  /**
   * The units that a name stands for: a unit's code; `area:KIND` the unit of that kind at or above the ground, `area:KIND/FUNCTION` the unit of
   * that function beneath it; `paired:KIND` every unit paired with the unit of that kind; `category:responsible` who answers for the category.
   */
  readonly resolveAll: UnitNames["resolveAll"];
  /** The first of them. */
  readonly resolve: (named: string, ground: Ground) => string | undefined;
  /** Whether the name is a relative one that there is something for: a unit of the kind and the function, a pairing, a responsibility. */
  readonly isRelative: UnitNames["isRelative"];
}

/** Indexes a checked document; the categories are those that responsibilities speak of, and who covers for a neighbour acts as if of it. */
export function compileOrganisation(
  document: OrganisationDocument,
  version: number,
  categories: Tree,
  covers: readonly Cover[] = [],
): Organisation {
  const { tree } = buildTree(document.units);
  const names = unitNames(document, tree, categories);
  const units = new Map(document.units.map((unit) => [unit.code, unit]));
  const people = new Map(document.people.map((person) => [person.id, person.holds]));
  const roles = new Map(document.roles.map((role) => [role.code, role]));
  const seated = new Map<string, readonly { readonly role: string; readonly unit: string }[]>(people);
  for (const { person, role, unit } of covers) seated.set(person, [...(seated.get(person) ?? []), { role, unit }]);
  const rolesOf = (person: string) => seated.get(person) ?? [];
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
    team: teamsOf(document, (role, unit) => holding.get(`${role}\n${unit}`) ?? []),
    staffOf: (unit) => [...(staff.get(unit) ?? [])],
    seats: (person) => [...new Set(rolesOf(person).map((held) => held.unit))],
    rolesOf,
    has,
    allowed: (privilege) => document.people.flatMap(({ id }) => (has(id, privilege) ? [id] : [])),
    isPerson: (person) => people.has(person),
    partners: new Map((document.partners ?? []).map((partner) => [partner.tenant, partner])),
    resolve: (named, ground) => names.resolveAll(named, ground)[0]?.unit,
    ...names,
    ...retiredUnits(document),
  };
}

/** Whether the person holds the role at the unit or above it. */
export function holds(organisation: Organisation, person: string, role: string, unit: string | undefined): boolean {
  if (unit === undefined) return false;
  const lineage = organisation.units.lineage(unit);
  return organisation.unitsOf(person, role).some((seat) => lineage.includes(seat));
}
