import * as z from "zod";
import { recallLegs } from "../legs/call-legs.ts";
import { legsIn } from "../legs/called.ts";
import { action } from "./action.ts";

/** Opens the legs again that the form's `legs` names, and only those (返工): what the others did stands. */
export const recall = action(z.strictObject({}), (work) => {
  const { whistle } = work.ticket;
  if (!whistle) return;
  const { joinedAt: _joined, strandedAt: _stranded, endedAt: _ended, ...goes } = whistle;
  recallLegs(work, legsIn(work) ?? [], goes);
});
