import type { JsonObject } from "../../model/json.ts";
import type { Tier } from "../../model/ticket.ts";
import { change, type Work } from "../work.ts";

/** Moves the ticket one tier up, or down with a negative step; the route table is asked afterwards, by the process. `{ by }` */
export function raiseTier(work: Work, params: JsonObject): void {
  const by = typeof params["by"] === "number" ? params["by"] : 1;
  const tier = Math.min(3, Math.max(1, (work.ticket.tier ?? 1) + by));
  change(work, { tier: tier as Tier });
}
