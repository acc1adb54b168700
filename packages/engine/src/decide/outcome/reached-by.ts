import type { JsonObject } from "../../model/json.ts";
import type { Organisation } from "../../org/compile-organisation.ts";

/** Whom a word reaches: the person it names, or the nearest who hold the role, at its unit or above. */
export function reachedBy(organisation: Organisation, { person, role, unit }: JsonObject): readonly string[] {
  if (typeof person === "string") return [person];
  return typeof role === "string" && typeof unit === "string" ? organisation.holders(role, unit) : [];
}
