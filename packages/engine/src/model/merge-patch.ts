import type { Json, JsonObject } from "./json.ts";

/** Applies a JSON Merge Patch (RFC 7396): a null deletes, an object merges, anything else replaces. */
export function applyPatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const before = isObject(target) ? target : {};
  const names = Object.keys(patch);
  const merged: Record<string, Json> = names.some((name) => patch[name] === null) ? without(before, patch) : { ...before };
  for (const name of names) {
    const value = patch[name];
    if (value !== undefined && value !== null) merged[name] = applyPatch(before[name], value);
  }
  return merged;
}

/** What the patch does not delete. Built anew rather than by delete, which would make a slow object of it. */
function without(before: JsonObject, patch: JsonObject): Record<string, Json> {
  return Object.fromEntries(Object.entries(before).filter(([name]) => patch[name] !== null));
}

/** The smallest merge patch that turns `before` into `after`; undefined where they are equal. Neither may hold a null member. */
export function diffPatch(before: Json | undefined, after: Json): Json | undefined {
  if (before === after) return undefined;
  if (!isObject(before) || !isObject(after)) return isSame(before, after) ? undefined : after;
  const patch: Record<string, Json> = {};
  let changed = false;
  for (const name of Object.keys(before)) {
    if (after[name] !== undefined) continue;
    patch[name] = null;
    changed = true;
  }
  // By name: every command passes here, and pairs would be made only to be thrown away.
  for (const name of Object.keys(after)) {
    const [one, other] = [before[name], after[name]];
    if (one === other || other === undefined) continue;
    const change = diffPatch(one, other);
    if (change === undefined) continue;
    patch[name] = change;
    changed = true;
  }
  return changed ? patch : undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSame(a: Json | undefined, b: Json): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((item, i) => diffPatch(item as Json, b[i] as Json) === undefined);
}
