import * as z from "zod";
import { change } from "../work.ts";
import { action } from "./action.ts";

/** What a ticket without a priority stands at. */
const ordinary = 3;

/** Makes the ticket more urgent, 1 at most. */
export const raisePriority = action(z.strictObject({ by: z.number().int().min(1).max(4).optional() }), (work, { by = 1 }) => {
  change(work, { priority: Math.max(1, (work.ticket.priority ?? ordinary) - by) });
});
