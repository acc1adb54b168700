import type { OrganisationDocument } from "@muster/engine";
import { isRejection, rejected, type Reason } from "@muster/engine/sources";
import type { PartMapping } from "./org-mapping.ts";
import type { PartRow } from "./read-parts.ts";

/** An entry of a list of the document, and the row that says it; without a row it is as it was published. */
export interface Entry<Item> {
  readonly item: Item;
  readonly row?: PartRow;
}

/** What is wrong with rows, found as they were put together. */
export type Reject = (row: PartRow, reason: Reason) => void;

/**
 * The entries that rows make of what was published: each row's in the place of the one with its key, new ones behind; those that no row
 * names stay, or go where the sheet replaces the list.
 */
export function merged<Item>(
  before: readonly Item[],
  rows: readonly Entry<Item>[],
  keyOf: (item: Item) => string,
  mode: PartMapping["mode"],
  reject: Reject,
): readonly Entry<Item>[] {
  const said = new Map<string, Entry<Item>>();
  for (const entry of rows) {
    const key = keyOf(entry.item);
    const first = said.get(key)?.row;
    if (first && entry.row) reject(entry.row, again(key, first));
    else said.set(key, entry);
  }
  const known = new Set(before.map(keyOf));
  const kept = before.flatMap((item) => said.get(keyOf(item)) ?? (mode === "extend" ? [{ item }] : []));
  return [...kept, ...[...said].flatMap(([key, entry]) => (known.has(key) ? [] : [entry]))];
}

function again(key: string, { file, line }: PartRow): Reason {
  const name = key.replaceAll("\n", " ");
  return rejected(
    "twice",
    `${name} 在 ${file} 第 ${line} 行已写过；请删去其中一行。`,
    `${name} stands on line ${line} of ${file} already; remove one of the rows.`,
  );
}

/** Reads the fields of a row: what it says of one, and of one that the mapping does not declare what was published. */
export function saidBy({ values, declares }: PartRow): (field: string, published: string | undefined) => string | undefined {
  return (field, published) => (declares.has(field) ? values.get(field) : published);
}

/**
 * The days of something, in each way in which it holds: what the row says of them, and of those that the mapping does not declare what was
 * published. Where it declares neither, the row stands for every stretch of days that was published.
 */
export function daysOf(row: PartRow, published: readonly Days[]): readonly Days[] {
  const [from, until] = ["from", "until"].map((field) => dayIn(row.values.get(field)));
  const [hasFrom, hasUntil] = ["from", "until"].map((field) => row.declares.has(field));
  if (!hasFrom && !hasUntil) return published.length > 0 ? published.map((each) => ({ from: each.from, until: each.until })) : [{}];
  if (hasFrom && hasUntil) return [{ from, until }];
  const same = published.find((each) => (hasFrom ? each.from === from : each.until === until));
  const was = same ?? published.find((each) => published.length === 1 && overlap(each, { from, until }));
  return [hasFrom ? { from, until: was?.until } : { from: was?.from, until }];
}

/** From which day and until which, both included; for ever where they are left out. */
export interface Days {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Whether there is a day in both; dates of ISO 8601 sort as text. */
export function overlap(one: Days, other: Days): boolean {
  const isBefore = (from: string | undefined, until: string | undefined) => from === undefined || until === undefined || from <= until;
  return isBefore(one.from, other.until) && isBefore(other.from, one.until);
}

/** A day as sheets write it, as ISO 8601; the text itself where it is none, which the check of the document then tells. */
export function dayIn(text: string | undefined): string | undefined {
  const [, year, month = "", day = ""] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$/.exec(text ?? "") ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** Only what is there: a document leaves out what is not. */
export function filled<Item extends object>(item: { readonly [Key in keyof Item]: Item[Key] | undefined }): Item {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as Item;
}

/** Whether a row has so far nothing against it. */
export function isSound({ reasons }: PartRow): boolean {
  return !reasons.some(isRejection);
}

export type Unit = OrganisationDocument["units"][number];
export type RetiredUnit = NonNullable<OrganisationDocument["retired"]>[number];
export type Person = OrganisationDocument["people"][number];
export type Hold = Person["holds"][number];
export type Pairing = NonNullable<OrganisationDocument["pairings"]>[number];
export type Responsibility = NonNullable<OrganisationDocument["responsibilities"]>[number];
