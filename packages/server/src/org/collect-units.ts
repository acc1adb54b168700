import type { OrganisationDocument } from "@muster/engine";
import { dayIn, filled, isSound, merged, saidBy, type Entry, type Reject, type RetiredUnit, type Unit } from "./collect.ts";
import type { PartMapping } from "./org-mapping.ts";
import type { PartRow } from "./read-parts.ts";

/** The units and the retired units that rows make of the published ones: a row with `into` or `ended` retires its unit. */
export function collectUnits(
  { units, retired = [] }: OrganisationDocument,
  rows: readonly PartRow[],
  mode: PartMapping["mode"],
  reject: Reject,
): { readonly units: readonly Entry<Unit>[]; readonly retired: readonly Entry<RetiredUnit>[] } {
  const sound = rows.filter(isSound);
  const [wasUnit, wasRetired] = [byCode(units), byCode(retired)];
  const living = sound
    .filter((row) => !isRetired(row))
    .map((row) => ({ item: unitOf(row, wasUnit.get(codeIn(row)), wasRetired.get(codeIn(row))), row }));
  const gone = sound
    .filter(isRetired)
    .map((row) => ({ item: retiredOf(row, wasRetired.get(codeIn(row)) ?? wasUnit.get(codeIn(row))), row }));
  const goneCodes = new Set(gone.map(({ item }) => item.code));
  const livingCodes = new Set(living.map(({ item }) => item.code));
  // A rejected row still says that its unit is there.
  const named = new Set(rows.map(({ values }) => values.get("code")));
  const left = mode === "replace" ? units.filter(({ code }) => !named.has(code)) : [];
  const stays = ({ code }: Unit): boolean => !goneCodes.has(code) && !left.some((unit) => unit.code === code);
  const before = retired.filter(({ code }) => !livingCodes.has(code));
  const lost = left.map(({ code, kind, label }) => ({ item: { code, kind, label } }));
  return {
    units: merged(units.filter(stays), living, codeOf, "extend", reject),
    retired: [...merged(before, gone, codeOf, "extend", reject), ...lost],
  };
}

const codeOf = ({ code }: { readonly code: string }): string => code;

function isRetired({ values }: PartRow): boolean {
  return values.has("into") || values.has("ended");
}

function codeIn({ values }: PartRow): string {
  return values.get("code") ?? "";
}

function byCode<Item extends { readonly code: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.code, item]));
}

/** The unit as it was, with what the row says; one that comes back was a retired one. */
function unitOf(row: PartRow, was: Unit | undefined, retired: RetiredUnit | undefined): Unit {
  const says = saidBy(row);
  return filled<Unit>({
    ...was,
    ...baseOf(row, was ?? retired),
    parent: says("parent", was?.parent),
    function: says("function", was?.function),
    areaClass: says("areaClass", was?.areaClass),
  });
}

function retiredOf(row: PartRow, was: RetiredUnit | Unit | undefined): RetiredUnit {
  const says = saidBy(row);
  const before = was && "into" in was ? was.into : undefined;
  const on = was && "on" in was ? was.on : undefined;
  return filled<RetiredUnit>({ ...baseOf(row, was), into: says("into", before), on: dayIn(says("ended", on)) });
}

/** A unit whose English name is its Chinese one has none of its own, and is called by the new one in both. */
function baseOf(row: PartRow, was: RetiredUnit | Unit | undefined) {
  const zh = row.values.get("zh") ?? "";
  const own = was && was.label.en !== was.label["zh-CN"] ? was.label.en : undefined;
  const en = saidBy(row)("en", own) ?? zh;
  return { code: codeIn(row), kind: row.values.get("kind") ?? "", label: { "zh-CN": zh, en } };
}
