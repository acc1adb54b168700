import type { Json, JsonObject } from "./json.ts";

/** Applies a JSON Merge Patch (RFC 7396): a null deletes, an object merges, anything else replaces. */
export function applyPatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const before = isObject(target) ? target : {};
  const kept = Object.entries(before).filter(([key]) => patch[key] !== null);
  const merged: Record<string, Json> = Object.fromEntries(kept);
  for (const [key, value] of Object.entries(patch)) if (value !== null) merged[key] = applyPatch(before[key], value);
  return merged;
}

/** The smallest merge patch that turns `before` into `after`; undefined where they are equal. Neither may hold a null member. */
export function diffPatch(before: Json | undefined, after: Json): Json | undefined {
  if (before === after) return undefined;
  if (!isObject(before) || !isObject(after)) return isSame(before, after) ? undefined : after;
  const patch: Record<string, Json> = {};
  let changed = false;
  for (const key of Object.keys(before)) {
    if (after[key] === undefined) patch[key] = null;
    changed ||= after[key] === undefined;
  }
  for (const [key, value] of Object.entries(after)) {
    const change = diffPatch(before[key], value);
    if (change === undefined) continue;
    patch[key] = change;
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
