import type { Entry } from "../model/entry.ts";
import type { Json } from "../model/json.ts";
import { applyPatch } from "../model/merge-patch.ts";
import type { Ticket } from "../model/ticket.ts";

/** The ticket after one more entry. Asks nothing but the entry, so that an old journal folds the same for ever. */
export function evolve(ticket: Ticket | undefined, entry: Entry): Ticket {
  return applyPatch(ticket as unknown as Json | undefined, entry.set) as unknown as Ticket;
}

/** The ticket a journal tells of; undefined for an empty one. */
export function fold(entries: Iterable<Entry>): Ticket | undefined {
  let ticket: Ticket | undefined;
  for (const entry of entries) ticket = evolve(ticket, entry);
  return ticket;
}
