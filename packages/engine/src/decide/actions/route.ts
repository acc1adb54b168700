import { z } from "zod";
import type { Json } from "../../model/json.ts";
import { change, type Work } from "../work.ts";
import { action } from "./action.ts";
import { decideByTable } from "./decide-by-table.ts";

/**
 * Asks a table for the owner and the co-handlers, each a unit's code or a name relative to the ticket's ground.
 * What nobody owns goes to the last resort.
 */
export const route = action(z.strictObject({ table: z.string() }), (work, { table }) => {
  const outcome = decideByTable(work, table) ?? {};
  const owner = unitOf(work, outcome["owner"]) ?? work.world.organisation.lastResort;
  const named = outcome["coHandlers"];
  const units = (Array.isArray(named) ? (named as readonly Json[]) : []).flatMap((unit) => unitOf(work, unit) ?? []);
  // Two relative names may stand for one unit, and the owner does not assist itself.
  const coHandlers = [...new Set(units)].filter((unit) => unit !== owner);
  give(work, owner);
  change(work, { coHandlers: coHandlers.length > 0 ? coHandlers : undefined, autoRoute: outcome["auto"] === true ? true : undefined });
});

/** Makes the unit the owner; the one before keeps seeing the ticket. */
export function give(work: Work, owner: string): void {
  const { owner: before, pastOwners = [] } = work.ticket;
  if (before === owner) return;
  const past = before === undefined || pastOwners.includes(before) ? pastOwners : [...pastOwners, before];
  change(work, { owner, pastOwners: past.length > 0 ? past : undefined });
}

function unitOf(work: Work, named: Json | undefined): string | undefined {
  return typeof named === "string" ? work.world.organisation.resolve(named, work.ticket.area) : undefined;
}
