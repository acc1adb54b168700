import { daysOf, filled, isSound, merged, overlap, type Entry, type Pairing, type Reject } from "./collect.ts";
import type { PartMapping } from "./org-mapping.ts";
import type { PartRow } from "./read-parts.ts";

/**
 * The pairings that rows make of the published ones: a row takes the place of what was published of its pair for days that it speaks of
 * too, so that days can be given to a pairing that had none; what holds on other days stays.
 */
export function collectPairings(
  before: readonly Pairing[],
  rows: readonly PartRow[],
  mode: PartMapping["mode"],
  reject: Reject,
): readonly Entry<Pairing>[] {
  const made = rows.filter(isSound).flatMap((row) => pairingsOf(row, before).map((item) => ({ item, row })));
  const said = merged([], made, pairingKey, "extend", reject);
  const placed = new Set<Entry<Pairing>>();
  const kept = before.flatMap((item): readonly Entry<Pairing>[] => {
    const over = said.filter((entry) => isSamePair(entry.item, item) && overlap(entry.item, item));
    const fresh = over.filter((entry) => !placed.has(entry));
    for (const entry of fresh) placed.add(entry);
    if (over.length > 0) return fresh;
    return mode === "extend" ? [{ item }] : [];
  });
  return [...kept, ...said.filter((entry) => !placed.has(entry))];
}

function pairingsOf(row: PartRow, before: readonly Pairing[]): readonly Pairing[] {
  const pair = { unit: row.values.get("unit") ?? "", with: row.values.get("with") ?? "" };
  const published = before.filter((each) => isSamePair(each, pair));
  return daysOf(row, published).map((days) => filled<Pairing>({ ...pair, ...days }));
}

function isSamePair(one: Pairing, other: Pairing): boolean {
  return one.unit === other.unit && one.with === other.with;
}

function pairingKey({ unit, with: other, from = "" }: Pairing): string {
  return `${unit}\n${other}\n${from}`.trim();
}
