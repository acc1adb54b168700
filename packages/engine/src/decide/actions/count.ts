import * as z from "zod";
import { plainNameSchema } from "../../definitions/plain-name.ts";
import { change } from "../work.ts";
import { action } from "./action.ts";

/** Counts that something happened: rework, returns. */
export const count = action(z.strictObject({ counter: plainNameSchema }), (work, { counter }) => {
  change(work, { counts: { ...work.ticket.counts, [counter]: (work.ticket.counts[counter] ?? 0) + 1 } });
});
