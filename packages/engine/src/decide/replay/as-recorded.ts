import type { Json, JsonObject } from "../../model/json.ts";
import type { History } from "./history.ts";
import type { Replayed } from "./replay.ts";

/** The first entry that came out otherwise than it was recorded, by its `seq`; undefined where the whole journal came out again. */
export function firstDeviation({ entries }: Pick<History, "entries">, { happened }: Pick<Replayed, "happened">): number | undefined {
  return entries.find((entry, i) => {
    const again = happened[i]?.entry;
    return !again || !isSameEntry(entry as unknown as JsonObject, again as unknown as JsonObject);
  })?.seq;
}

/** What holds ids and hashes that are drawn anew each time: how many there are must be the same. */
const drawn: ReadonlySet<string> = new Set(["attachments", "effects"]);

function isSameEntry(before: JsonObject, after: JsonObject): boolean {
  const names = Object.keys(before);
  if (names.length !== Object.keys(after).length) return false;
  return names.every((name) => {
    // When it was written down is not when it happened.
    if (name === "recordedAt") return true;
    if (drawn.has(name)) return lengthOf(before[name]) === lengthOf(after[name]);
    return isSame(before[name], after[name]);
  });
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one))
    return Array.isArray(other) && one.length === other.length && one.every((each: Json, i) => isSame(each, other[i] as Json));
  const [before, after] = [one as JsonObject, other as JsonObject];
  if (isText(before)) return isText(after);
  const names = Object.keys(before);
  return names.length === Object.keys(after).length && names.every((name) => isSame(before[name], after[name]));
}

/** A text by reference: its id is drawn, its commitment salted. */
function isText({ text }: JsonObject): boolean {
  return typeof text === "string";
}

function lengthOf(value: Json | undefined): number | undefined {
  return Array.isArray(value) ? value.length : undefined;
}
