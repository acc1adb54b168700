import * as z from "zod";
import { callsIn } from "../legs/called.ts";
import { callLegs } from "../legs/call-legs.ts";
import { action } from "./action.ts";
import { unitsFor } from "./blow.ts";

/** Another round of the same whistle: who was missing is called again, and whoever else is needed. */
export const call = action(z.strictObject({}), (work) => {
  const { whistle } = work.ticket;
  if (!whistle) return;
  const { joinedAt: _joined, strandedAt: _stranded, ...goes } = whistle;
  callLegs(work, { ...goes, round: whistle.round + 1 }, unitsFor(work, callsIn(work)));
});
