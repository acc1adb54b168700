import type { EvaluationDocument } from "../definitions/evaluation.ts";
import type { Tally } from "../definitions/tally.ts";
import { canonical } from "../model/canonical.ts";
import type { OrganisationDocument } from "../org/organisation.ts";
import { zoneOf } from "../time/zone.ts";
import type { CountedTally } from "./occurrences.ts";

/** What is counted, and by which months and units: where it becomes another, everything is counted anew. Names, weights and grades are no part of it. */
export interface Plan {
  /** {@link counting}, when it was made. */
  readonly counting: number;
  /** Whose months they are. */
  readonly zone: string;
  /** A tally is known by its place here. */
  readonly tallies: readonly CountedTally[];
  /** The unit above each, null at the root; of one that is gone, the one it was last under. */
  readonly parents: Readonly<Record<string, string | null>>;
}

/** Goes up with every change to what a tally counts, so that figures counted before are counted anew. */
const counting = 2;

/** The plan of these evaluations; of the organisation every version, the oldest first. */
export function planOf(zone: string, evaluations: readonly EvaluationDocument[], organisations: readonly OrganisationDocument[]): Plan {
  const tallies = new Map(evaluations.flatMap((each) => each.tallies).map((tally) => [tallyKey(tally), countedOf(tally)]));
  const keys = [...tallies.keys()].toSorted();
  const parents: Record<string, string | null> = {};
  for (const { units } of organisations) for (const { code, parent = null } of units) parents[code] = parent;
  return { counting, zone, tallies: keys.flatMap((key) => tallies.get(key) ?? []), parents };
}

/** The same for tallies that count the same, whatever they are called. */
function tallyKey(tally: Tally | CountedTally): string {
  return canonical(countedOf(tally));
}

function countedOf(tally: Tally | CountedTally): CountedTally {
  const { name: _name, label: _label, ...counted } = tally as Tally;
  return counted;
}

/**
 * The plan by which what was counted by the one before also stands as counted by the next; undefined where something has to be counted anew.
 * What is no longer asked for goes on being counted, and units that are new have nothing yet.
 */
export function goingOn(before: Plan, next: Plan): Plan | undefined {
  const known = new Set(before.tallies.map(tallyKey));
  const fits =
    before.counting === next.counting &&
    before.zone === next.zone &&
    next.tallies.every((tally) => known.has(tallyKey(tally))) &&
    Object.entries(before.parents).every(([unit, parent]) => next.parents[unit] === parent);
  return fits ? { ...before, parents: next.parents } : undefined;
}

/** A plan that can be counted by. */
export interface CompiledPlan {
  readonly plan: Plan;
  /** The month of an instant in the zone: `2026-11`. */
  readonly monthOf: (instant: number) => string;
  /** The day of an instant in the zone: `2026-11-20`. */
  readonly dayOf: (instant: number) => string;
  /** The unit, those above it, and last the whole tenant, which is written as the empty text. */
  readonly lineage: (unit: string) => readonly string[];
  /** The place of a tally; undefined for one that was not counted. */
  readonly placeOf: (tally: Tally) => number | undefined;
}

export function compilePlan(plan: Plan): CompiledPlan {
  const zone = zoneOf(plan.zone);
  const months = new Map<number, string>();
  const lineages = new Map<string, readonly string[]>();
  const lineage = (unit: string): readonly string[] => {
    const found = lineages.get(unit);
    if (found) return found;
    const above = Object.hasOwn(plan.parents, unit) ? plan.parents[unit] : undefined;
    const all = unit === "" ? [""] : [unit, ...lineage(above ?? "")];
    lineages.set(unit, all);
    return all;
  };
  const places = new Map(plan.tallies.map((tally, place) => [tallyKey(tally), place]));
  return {
    plan,
    monthOf: (instant) => {
      const wall = new Date(zone.wallAt(instant));
      const ordinal = wall.getUTCFullYear() * 12 + wall.getUTCMonth();
      const month = months.get(ordinal) ?? wall.toISOString().slice(0, 7);
      months.set(ordinal, month);
      return month;
    },
    dayOf: (instant) => new Date(zone.wallAt(instant)).toISOString().slice(0, 10),
    lineage,
    placeOf: (tally) => places.get(tallyKey(tally)),
  };
}
