import type { Tree } from "../model/tree.ts";
import type { OrganisationDocument, Responsibility, Unit } from "./organisation.ts";

/** Where a matter is and what it is about, as far as that is known: what a relative name is made concrete by. */
export interface Ground {
  readonly area?: string | undefined;
  readonly category?: string | undefined;
}

/** A unit that a name stands for, and why: it is named itself, it has the function, or it is paired with the ground. */
export interface NamedUnit {
  readonly unit: string;
  readonly via: "unit" | "function" | "pairing";
}

/** What reads the names of units. */
export interface UnitNames {
  readonly resolveAll: (named: string, ground: Ground) => readonly NamedUnit[];
  readonly isRelative: (named: string) => boolean;
}

/** `area:KIND` is the unit of that kind at or above the ground, `area:KIND/FUNCTION` the unit of that function beneath it. */
const byArea = /^area:([^/]+)(?:\/(.+))?$/;

/** `paired:KIND` is every unit paired with the unit of that kind at or above the ground. */
const byPairing = /^paired:(.+)$/;

/** Who answers for the category of the matter on its ground. */
const byCategory = "category:responsible";

/** Reads the names by which rules call units. */
export function unitNames(document: OrganisationDocument, units: Tree, categories: Tree): UnitNames {
  const { pairings = [], responsibilities = [] } = document;
  const kinds = new Map(document.units.map((unit) => [unit.code, unit.kind]));
  const byDuty = new Map(document.units.map((unit) => [`${unit.parent}\n${unit.function}`, unit.code]));
  const paired = new Map<string, Set<string>>();
  for (const each of pairings) paired.set(each.with, (paired.get(each.with) ?? new Set()).add(each.unit));
  const responsible = new Map(responsibilities.map((each) => [dutyKey(each.category, each.under), each]));
  const atKind = (kind: string, area: string | undefined) =>
    area === undefined ? undefined : units.lineage(area).find((code) => kinds.get(code) === kind);

  const ofArea = (named: string, area: string | undefined): string | undefined => {
    const [, kind = "", duty] = byArea.exec(named) ?? [];
    const at = atKind(kind, area);
    return at === undefined || duty === undefined ? at : byDuty.get(`${at}\n${duty}`);
  };
  const ofPairing = (named: string, area: string | undefined): readonly string[] => {
    const at = atKind(byPairing.exec(named)?.[1] ?? "", area);
    return at === undefined ? [] : [...(paired.get(at) ?? [])];
  };
  const ofCategory = ({ area, category }: Ground): string | undefined => {
    const found = category === undefined ? undefined : nearest(responsible, categories.lineage(category), area, units);
    return found && (units.has(found.unit) ? found.unit : ofArea(found.unit, area));
  };
  return {
    resolveAll: (named, ground) => {
      if (units.has(named)) return [{ unit: named, via: "unit" }];
      if (byPairing.test(named)) return ofPairing(named, ground.area).map((unit) => ({ unit, via: "pairing" }));
      const unit = named === byCategory ? ofCategory(ground) : ofArea(named, ground.area);
      return unit === undefined ? [] : [{ unit, via: "function" }];
    },
    isRelative: (named) => {
      if (named === byCategory) return responsibilities.length > 0;
      const kindPaired = byPairing.exec(named)?.[1];
      if (kindPaired !== undefined) return pairings.some((each) => kinds.get(each.with) === kindPaired);
      return isByArea(named, document.units);
    },
  };
}

/** Whether the name is one by the ground, of a kind and a function that there are. */
export function isByArea(named: string, units: readonly Unit[]): boolean {
  const [, kind, duty] = byArea.exec(named) ?? [];
  return units.some((unit) => unit.kind === kind) && (duty === undefined || units.some((unit) => unit.function === duty));
}

/** The most specific category counts first, then the nearest ground. */
function nearest(
  responsible: ReadonlyMap<string, Responsibility>,
  lineage: readonly string[],
  area: string | undefined,
  units: Tree,
): Responsibility | undefined {
  const grounds = [...(area === undefined ? [] : units.lineage(area)), undefined];
  for (const category of lineage) {
    const under = grounds.find((ground) => responsible.has(dutyKey(category, ground)));
    const found = responsible.get(dutyKey(category, under));
    if (found) return found;
  }
  return undefined;
}

function dutyKey(category: string, under: string | undefined): string {
  return `${category}\n${under ?? ""}`;
}
