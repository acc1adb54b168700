import type { JsonObject } from "../../model/json.ts";
import type { Tier } from "../../model/ticket.ts";
import { change, type Work } from "../work.ts";
import { decideByTable } from "./decide-by-table.ts";
import { fileStandard } from "./file-standard.ts";

/** Asks a table for category, tier, priority and standard; what it leaves open stays as it was. `{ table }` */
export function classify(work: Work, params: JsonObject): void {
  const outcome = decideByTable(work, String(params["table"]));
  if (!outcome) return;
  const { category, tier, priority, standard } = outcome;
  if (typeof category === "string" && work.world.categories.tree.has(category)) change(work, { category });
  if (tier === 1 || tier === 2 || tier === 3) change(work, { tier: tier as Tier });
  if (typeof priority === "number") change(work, { priority });
  if (typeof standard === "string") fileStandard(work, standard);
}
