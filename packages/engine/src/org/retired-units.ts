import type { Label } from "../model/label.ts";
import type { OrganisationDocument, RetiredUnit } from "./organisation.ts";

/** What became of the units that are no more. */
export interface RetiredUnits {
  /** Their codes. */
  readonly retiredCodes: readonly string[];
  readonly retired: (code: string) => RetiredUnit | undefined;
  /** What a unit is called, also one that is retired. */
  readonly labelOf: (code: string) => Label | undefined;
  /** The unit itself while it is there, else the one that it was merged into, and so on; undefined where there is none. */
  readonly successor: (code: string) => string | undefined;
  /** Whose its matters are: its successor's, and those of a retired unit without one the last resort's; undefined for a code that nobody tells of. */
  readonly heirOf: (code: string) => string | undefined;
}

/** What a document tells of units. */
export type UnitsTold = Pick<OrganisationDocument, "units" | "retired" | "lastResort">;

/** Reads the retired units of a checked document. */
export function retiredUnits({ units, retired = [], lastResort }: UnitsTold): RetiredUnits {
  const living = new Map(units.map((unit) => [unit.code, unit]));
  const gone = new Map(retired.map((unit) => [unit.code, unit]));
  const successor = (code: string): string | undefined => chainOf(code, gone).find((each) => living.has(each));
  return {
    retiredCodes: [...gone.keys()],
    retired: (code) => gone.get(code),
    labelOf: (code) => (living.get(code) ?? gone.get(code))?.label,
    successor,
    heirOf: (code) => successor(code) ?? (gone.has(code) ? lastResort : undefined),
  };
}

/** A unit, what it was merged into, and so on, until a unit that is there or nothing is said; a cycle ends where it comes round. */
export function chainOf(code: string, retired: ReadonlyMap<string, RetiredUnit>): readonly string[] {
  const chain: string[] = [];
  for (let at: string | undefined = code; at !== undefined && !chain.includes(at); at = retired.get(at)?.into) chain.push(at);
  return chain;
}
