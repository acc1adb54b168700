import type { Reason } from "@muster/engine/sources";
import type { SourceRow } from "./rows/source-row.ts";

/** How a row ended; every row ends as exactly one of these. */
export const outcomes = ["imported", "unchanged", "flagged", "rejected"] as const;

export type Outcome = (typeof outcomes)[number];

export interface RowResult {
  readonly row: SourceRow;
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  /** How many commands were accepted for it, or with a dry run would be. */
  readonly commands: number;
}
