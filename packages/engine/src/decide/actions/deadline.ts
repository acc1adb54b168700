import { span } from "../../time/span.ts";
import { change, type Work } from "../work.ts";

/** Sets the deadline from the filed standard's limit, where the limit is continuous; working time needs a calendar. */
export function deadline(work: Work): void {
  const limit = work.ticket.standard?.limit;
  const length = limit && span(limit);
  if (length !== undefined) change(work, { due: work.at + length });
}
