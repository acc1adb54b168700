import type { DefinitionKind } from "../model/definition-kind.ts";
import type { Finding } from "../model/finding.ts";

/** A finding with the definition it is about; "unknown" where a draft says no kind there is, its place among the drafts being the id. */
export interface Located {
  readonly kind: DefinitionKind | "unknown";
  readonly id: string;
  readonly finding: Finding;
}
