import type { Label, OrganisationDocument } from "@muster/engine";
import type { Hold } from "./collect.ts";

type Document = OrganisationDocument;

/** What becomes of a unit. */
export type UnitChange = { readonly code: string; readonly label: Label } & (
  | { readonly type: "added" | "retired" | "returned" | "removed" }
  | { readonly type: "merged"; readonly into: string }
  | { readonly type: "moved"; readonly from: string | undefined; readonly to: string | undefined }
  | { readonly type: "renamed"; readonly from: Label }
  | { readonly type: "changed"; readonly keys: readonly string[] }
);

/** Who comes, who goes, and whose roles change. */
export interface PersonChange {
  readonly type: "comes" | "goes" | "changes";
  readonly id: string;
  readonly gains: readonly Hold[];
  readonly loses: readonly Hold[];
}

export interface DutyChange {
  readonly type: "added" | "removed";
  readonly list: "pairings" | "responsibilities";
  readonly item: Readonly<Record<string, string | undefined>>;
}

export interface OrganisationChanges {
  readonly units: readonly UnitChange[];
  readonly people: readonly PersonChange[];
  readonly duties: readonly DutyChange[];
}

/** What the later of two organisations has otherwise, in the words of an office. */
export function compareOrganisations(before: Document, after: Document): OrganisationChanges {
  return { units: unitChanges(before, after), people: peopleChanges(before, after), duties: dutyChanges(before, after) };
}

function unitChanges(before: Document, after: Document): readonly UnitChange[] {
  const [were, are] = [byCode(before.units), byCode(after.units)];
  const [wereRetired, areRetired] = [byCode(before.retired), byCode(after.retired)];
  const living = after.units.flatMap((unit): readonly UnitChange[] => {
    const { code, label } = unit;
    const was = were.get(code);
    if (!was) return [{ type: wereRetired.has(code) ? "returned" : "added", code, label }];
    const keys = (["kind", "function", "areaClass", "neighbours"] as const).filter((key) => textOf([was[key]]) !== textOf([unit[key]]));
    const isRenamed = was.label["zh-CN"] !== label["zh-CN"] || was.label.en !== label.en;
    return [
      ...(was.parent === unit.parent ? [] : [{ type: "moved", code, label, from: was.parent, to: unit.parent } as const]),
      ...(isRenamed ? [{ type: "renamed", code, label, from: was.label } as const] : []),
      ...(keys.length > 0 ? [{ type: "changed", code, label, keys } as const] : []),
    ];
  });
  const gone = [...areRetired.values()].flatMap(({ code, label, into, on }): readonly UnitChange[] => {
    const was = wereRetired.get(code);
    if (was && was.into === into && was.on === on) return [];
    return [into === undefined ? { type: "retired", code, label } : { type: "merged", code, label, into }];
  });
  const removed = before.units.filter(({ code }) => !are.has(code) && !areRetired.has(code));
  return [...living, ...gone, ...removed.map(({ code, label }) => ({ type: "removed", code, label }) as const)];
}

function peopleChanges(before: Document, after: Document): readonly PersonChange[] {
  const were = new Map(before.people.map(({ id, holds }) => [id, holds]));
  const are = new Set(after.people.map(({ id }) => id));
  const now = after.people.flatMap(({ id, holds }): readonly PersonChange[] => {
    const had = were.get(id) ?? [];
    const [gains, loses] = [without(holds, had), without(had, holds)];
    if (gains.length + loses.length === 0) return [];
    return [{ type: were.has(id) ? "changes" : "comes", id, gains, loses }];
  });
  const left = before.people.filter(({ id }) => !are.has(id));
  return [...now, ...left.map(({ id, holds }) => ({ type: "goes", id, gains: [], loses: holds }) as const)];
}

function dutyChanges(before: Document, after: Document): readonly DutyChange[] {
  return (["pairings", "responsibilities"] as const).flatMap((list) => {
    const had: readonly DutyChange["item"][] = before[list] ?? [];
    const has: readonly DutyChange["item"][] = after[list] ?? [];
    return [
      ...without(has, had).map((item) => ({ type: "added", list, item }) as const),
      ...without(had, has).map((item) => ({ type: "removed", list, item }) as const),
    ];
  });
}

/** Those of the one list that the other has not, whatever the order of members. */
function without<Item extends object>(items: readonly Item[], others: readonly Item[]): readonly Item[] {
  const known = new Set(others.map(textOf));
  return items.filter((item) => !known.has(textOf(item)));
}

function textOf(item: object): string {
  return JSON.stringify(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function byCode<Item extends { readonly code: string }>(items: readonly Item[] = []): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.code, item]));
}
