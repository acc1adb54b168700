import type { Located } from "@muster/engine";
import type { FiledFinding } from "./check-definitions.ts";

/** A finding that stands in no file: it is told by the definition it is about. */
export function filedAsPublished({ kind, id, finding }: Located): FiledFinding {
  return { definition: `${kind}/${id}`, finding };
}
