import * as z from "zod";
import type { Tier } from "../../model/ticket.ts";
import { change } from "../work.ts";
import { action } from "./action.ts";

/** Moves the ticket one tier up, or down; the process asks the route table afterwards. */
export const raiseTier = action(z.strictObject({ by: z.union([z.literal(1), z.literal(-1)]) }), (work, { by }) => {
  const tier = Math.min(3, Math.max(1, (work.ticket.tier ?? 1) + by));
  change(work, { tier: tier as Tier });
});
