import type { Json, StoryEntry } from "@muster/engine";

/** Bodies of human text by the id that journal entries name; an erased one is missing. */
export type Texts = ReadonlyMap<string, string>;

/** The human texts of a whole story. */
export function textsOf(story: readonly StoryEntry[]): Texts {
  return new Map(
    story.flatMap(({ entry, texts }) =>
      Object.entries(texts).flatMap(([field, body]) => {
        const id = textId(entry.form?.[field]);
        return id === undefined ? [] : [[id, body] as const];
      }),
    ),
  );
}

/** The id of the text that a recorded value refers to; undefined where it is a plain value. */
export function textId(value: Json | undefined): string | undefined {
  if (typeof value !== "object" || value === null || !("text" in value)) return undefined;
  return typeof value["text"] === "string" ? value["text"] : undefined;
}
