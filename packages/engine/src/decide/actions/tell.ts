import type { JsonObject } from "../../model/json.ts";
import type { Work } from "../work.ts";

/** Sends a command to another ticket, which an attribute of this one names: through the outbox, under the effect's id as key. `{ command, to }` */
export function tell(work: Work, params: JsonObject): void {
  if (work.historical) return;
  const other = (work.ticket as unknown as JsonObject)[String(params["to"])];
  if (typeof other !== "string") return;
  const payload = { type: String(params["command"]), ticket: other, form: { ticket: work.ticket.id } };
  work.effects.push({ id: work.draws.id(), destination: "engine", topic: "command", payload });
}
