import type { JsonObject } from "../../model/json.ts";
import { change, type Work } from "../work.ts";

/** Counts that something happened: rework, returns. `{ counter }` */
export function count(work: Work, params: JsonObject): void {
  const counter = String(params["counter"]);
  change(work, { counts: { ...work.ticket.counts, [counter]: (work.ticket.counts[counter] ?? 0) + 1 } });
}
