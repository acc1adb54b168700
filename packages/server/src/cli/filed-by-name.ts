import type { Located } from "@muster/engine";
import type { FiledFinding } from "./check-definitions.ts";

/** A finding about a draft that stands in no file: it is told by the definition alone. */
export function filedByName({ kind, id, finding }: Located): FiledFinding {
  const definition = `${kind}/${id}`;
  return { file: definition, definition, finding };
}
