import type { Definition } from "../../definitions/definition.ts";

/** People's names are personal data and go to their own table; a definition is kept for ever. */
export function withoutNames(definition: Definition): Definition["body"] {
  if (definition.kind !== "organisation") return definition.body;
  return { ...definition.body, people: definition.body.people.map(({ id, holds }) => ({ id, holds })) };
}
