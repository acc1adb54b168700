import * as z from "zod";
import { legsIn } from "../legs/called.ts";
import { endLegs, openLegs } from "../legs/end-legs.ts";
import { action } from "./action.ts";

/** Lets the legs off that the form's `legs` names, without it all that are open; the whistle goes by those that are left. */
export const cancelLegs = action(z.strictObject({}), (work) => {
  endLegs(work, legsIn(work) ?? openLegs(work.ticket), "cancel-legs");
});
