import { canonical } from "../model/canonical.ts";
import type { Write } from "./port.ts";

/** The columns of a ticket's row beside its keys: what lists ask for, and the document with everything. */
export function ticketRow({ ticket, document, entry }: Write) {
  return {
    number: ticket.number,
    revision: ticket.revision,
    process: ticket.process.id,
    processVersion: ticket.process.version,
    state: canonical(ticket.state),
    stage: ticket.stage,
    open: ticket.open ? 1 : 0,
    source: ticket.source ?? null,
    sourceKey: ticket.sourceKey ?? null,
    category: ticket.category ?? null,
    tier: ticket.tier ?? null,
    priority: ticket.priority ?? null,
    area: ticket.area ?? null,
    owner: ticket.owner ?? null,
    due: ticket.due ?? null,
    reportedAt: ticket.reportedAt,
    at: ticket.at,
    closedAt: ticket.closedAt ?? null,
    document,
    head: entry.hash,
  };
}
