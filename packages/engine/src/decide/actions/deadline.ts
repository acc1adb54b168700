import { z } from "zod";
import { span } from "../../time/span.ts";
import { change } from "../work.ts";
import { action } from "./action.ts";

/** Sets the deadline from the filed standard's limit, where the limit is continuous; working time needs a calendar. */
export const deadline = action(z.strictObject({}), (work) => {
  const limit = work.ticket.standard?.limit;
  const length = limit && span(limit);
  if (length !== undefined) change(work, { due: work.at + length });
});
