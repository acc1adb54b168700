import type { JsonObject } from "../../model/json.ts";
import type { Work } from "../work.ts";

/** Sends word to whoever holds a role, through a channel the host handles. `{ topic, role, at?, channel? }` */
export function notify(work: Work, params: JsonObject): void {
  if (work.historical) return;
  const { ticket } = work;
  const unit = params["at"] === "area" ? ticket.area : ticket.owner;
  work.effects.push({
    id: work.draws.id(),
    destination: typeof params["channel"] === "string" ? params["channel"] : "in-app",
    topic: String(params["topic"]),
    payload: { ticket: ticket.id, number: ticket.number, role: String(params["role"]), ...(unit !== undefined && { unit }) },
  });
}
