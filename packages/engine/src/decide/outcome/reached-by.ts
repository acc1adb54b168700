import type { JsonObject } from "../../model/json.ts";
import type { Organisation } from "../../org/compile-organisation.ts";

/** Whom a word reaches: the person it names, those it names as on duty, or the nearest who hold the role, at its unit or above. */
export function reachedBy(organisation: Organisation, { person, people, role, unit }: JsonObject): readonly string[] {
  if (typeof person === "string") return [person];
  if (Array.isArray(people)) return people.filter((each) => typeof each === "string");
  return typeof role === "string" && typeof unit === "string" ? organisation.holders(role, unit) : [];
}
