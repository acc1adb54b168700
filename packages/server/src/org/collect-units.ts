import type { OrganisationDocument } from "@muster/engine";
import { dayIn, filled, isSound, merged, type Entry, type Reject, type RetiredUnit, type Unit } from "./collect.ts";
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
  const living = sound.filter((row) => !isRetired(row)).map((row) => ({ item: unitOf(row), row }));
  const gone = sound.filter(isRetired).map((row) => ({ item: retiredOf(row), row }));
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

function unitOf({ values }: PartRow): Unit {
  const [parent, duty, areaClass] = ["parent", "function", "areaClass"].map((name) => values.get(name));
  return filled<Unit>({ ...baseOf(values), parent, function: duty, areaClass });
}

function retiredOf({ values }: PartRow): RetiredUnit {
  return filled<RetiredUnit>({ ...baseOf(values), into: values.get("into"), on: dayIn(values.get("ended")) });
}

function baseOf(values: PartRow["values"]) {
  const zh = values.get("zh") ?? "";
  return { code: values.get("code") ?? "", kind: values.get("kind") ?? "", label: { "zh-CN": zh, en: values.get("en") ?? zh } };
}
