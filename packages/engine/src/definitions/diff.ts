import { canonical } from "../model/canonical.ts";
import type { Json } from "../model/json.ts";
import { own } from "./own.ts";
import { pointerKey } from "./state-graph.ts";

/** One difference between two documents. */
export interface Change {
  readonly type: "added" | "removed" | "changed" | "moved";
  /** A JSON Pointer in which an item of a list with names is called by its name, as `/rows/lane/then/0`; of a moved one it is the item. */
  readonly place: string;
  /** What stood there; of something moved its place in the list, counted from 0. */
  readonly before?: Json;
  readonly after?: Json;
}

/**
 * What one document has that another has not. Lists whose items have an `id`, `code`, `process` and `clock`, or `name` are compared item by
 * item, wherever each stands, so that a row put in between is one change; other lists as a whole.
 */
export function diffDocuments(before: Json, after: Json, place = ""): readonly Change[] {
  if (canonical(before) === canonical(after)) return [];
  if (isList(before) && isList(after)) return diffLists(before, after, place);
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => {
      const at = `${place}/${pointerKey(name)}`;
      const [one, other] = [own(before, name), own(after, name)];
      if (one === undefined) return other === undefined ? [] : [{ type: "added", place: at, after: other }];
      return other === undefined ? [{ type: "removed", place: at, before: one }] : diffDocuments(one, other, at);
    });
  }
  return [{ type: "changed", place, before, after }];
}

function diffLists(before: readonly Json[], after: readonly Json[], place: string): readonly Change[] {
  const [old, young] = [named(before), named(after)];
  if (!old || !young) {
    if (before.length !== after.length) return [{ type: "changed", place, before: [...before], after: [...after] }];
    return before.flatMap((item, i) => diffDocuments(item, after[i] ?? null, `${place}/${i}`));
  }
  const at = (name: string) => `${place}/${pointerKey(name)}`;
  const removed = [...old].flatMap(([name, item]): readonly Change[] =>
    young.has(name) ? [] : [{ type: "removed", place: at(name), before: item }],
  );
  const others = [...young].flatMap(([name, item]): readonly Change[] => {
    const found = old.get(name);
    return found === undefined ? [{ type: "added", place: at(name), after: item }] : diffDocuments(found, item, at(name));
  });
  return [...removed, ...others, ...movesOf([...old.keys()], [...young.keys()], at)];
}

/** The items by name, where every item has one of its own. */
function named(list: readonly Json[]): ReadonlyMap<string, Json> | undefined {
  const items = new Map<string, Json>();
  for (const item of list) {
    const name = isObject(item) ? nameOf(item) : undefined;
    if (name === undefined || items.has(name)) return undefined;
    items.set(name, item);
  }
  return items;
}

function nameOf(item: { readonly [key: string]: Json }): string | undefined {
  for (const key of ["id", "code", "name"]) if (typeof item[key] === "string") return item[key];
  return typeof item["process"] === "string" && typeof item["clock"] === "string" ? `${item["process"]}/${item["clock"]}` : undefined;
}

/** The items that must be moved to bring those in both lists into the new order: the fewest. */
function movesOf(before: readonly string[], after: readonly string[], at: (name: string) => string): readonly Change[] {
  const places = new Map(before.map((name, i) => [name, i]));
  const common = after.filter((name) => places.has(name));
  const staying = longestRising(common.map((name) => places.get(name) ?? 0));
  return common.flatMap((name): readonly Change[] => {
    const from = places.get(name) ?? 0;
    return staying.has(from) ? [] : [{ type: "moved", place: at(name), before: from, after: after.indexOf(name) }];
  });
}

/** The values of a longest rising subsequence (patience sorting). */
function longestRising(values: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const value of values) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((tails[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous.set(value, tails[low - 1]);
    tails[low] = value;
  }
  const rising = new Set<number>();
  for (let value = tails.at(-1); value !== undefined; value = previous.get(value)) rising.add(value);
  return rising;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
