import * as z from "zod";
import { action } from "./action.ts";
import { give } from "./route.ts";

/** Makes the unit above the owner the owner; what stands at the top stays there. */
export const reassignUp = action(z.strictObject({}), (work) => {
  const { owner } = work.ticket;
  const above = owner === undefined ? work.world.organisation.lastResort : work.world.organisation.unit(owner)?.parent;
  if (above !== undefined) give(work, above);
});
