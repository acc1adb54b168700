import type { CompiledExpression } from "../../rules/feel/compile-expression.ts";
import type { LadderDocument } from "../ladder.ts";
import type { ProcessDocument } from "../process.ts";
import type { ActionSurroundings } from "./check-action.ts";
import type { ProcessSurroundings } from "./process-surroundings.ts";

/** What a ladder is checked against. */
export interface LadderSurroundings extends Pick<ProcessSurroundings, "hasCalendar">, ActionSurroundings {
  /** Those of the tenant, by id. */
  readonly processes: ReadonlyMap<string, ProcessDocument>;
  /** Every ladder of the tenant, this one among them. */
  readonly ladders: readonly LadderDocument[];
  /** Whether the unit is there and has one above it. */
  readonly isBelow: (unit: string) => boolean;
  /** The names that a rung's condition reads, or what is wrong with it. */
  readonly rungFeel: (source: string) => CompiledExpression;
}
