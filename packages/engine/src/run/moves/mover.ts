import type { ExecuteParts } from "../execute.ts";
import type { Move, MoveOptions } from "./move.ts";
import { moveTickets, type Moved } from "./move-tickets.ts";
import type { MovePlan } from "./plan.ts";
import { prepareMove } from "./plan-move.ts";

/** What is done with open tickets where a definition that they pin has a new version. */
export interface Mover {
  /**
   * What `moveTickets` would do, ticket by ticket decided as it would be; writes nothing. Throws `bad-move` and `unknown-version` where the
   * move is none.
   */
  readonly planMove: (tenant: string, move: Move, options?: MoveOptions) => Promise<MovePlan>;
  /**
   * Brings open tickets to another version of their process, or their clocks under the limits and ladders of today: an entry each, in
   * batches, live commands in between. Called again after an interruption it goes on where it was.
   */
  readonly moveTickets: (tenant: string, move: Move, options?: MoveOptions) => Promise<Moved>;
}

export function mover(parts: ExecuteParts): Mover {
  return {
    planMove: async (tenant, move, options) => (await prepareMove(parts, tenant, move, options)).plan,
    moveTickets: (tenant, move, options) => moveTickets(parts, tenant, move, options),
  };
}
