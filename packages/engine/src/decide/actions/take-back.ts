import * as z from "zod";
import { partnerKey } from "../../model/partner.ts";
import { sendWord } from "../partners/send-word.ts";
import { change } from "../work.ts";
import { action } from "./action.ts";

/** Takes the ticket back from the tenant it was handed over to, with a word to them; where they have done with it there is nothing to take. */
export const takeBack = action(z.strictObject({}), (work) => {
  const { handedTo, id } = work.ticket;
  if (!handedTo || handedTo.outcome !== undefined || work.historical) return;
  change(work, { handedTo: { ...handedTo, outcome: "taken-back", endedAt: work.at } });
  const { tenant, no } = handedTo;
  sendWord(work, { to: tenant, type: "withdrawn", sourceKey: partnerKey({ ticket: id, no }), form: { no } });
});
