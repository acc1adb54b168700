import type { Json, JsonObject } from "../model/json.ts";

/** Recorded inputs of a rule table as it was asked: the journal names a text, it never holds one. An erased text is null. */
export function withTexts(inputs: JsonObject, text: (id: string) => string | undefined): JsonObject {
  const read: Record<string, Json> = {};
  for (const [name, value] of Object.entries(inputs)) {
    const id = typeof value === "object" && value !== null && "text" in value ? value["text"] : undefined;
    read[name] = typeof id === "string" ? (text(id) ?? null) : value;
  }
  return read;
}
