import { canonical } from "../model/canonical.ts";
import type { Ticket } from "../model/ticket.ts";
import type { Write } from "./port.ts";

/** What a ticket's row is made of. */
export interface TicketRow {
  readonly ticket: Ticket;
  /** The ticket, canonical JSON. */
  readonly document: string;
  /** The hash of its last entry. */
  readonly head: string;
}

export function ticketRow({ ticket, document, entry }: Write): TicketRow {
  return { ticket, document: document.whole, head: entry.hash };
}

/** The columns of a ticket's row: what lists ask for, and the document with everything. */
export const ticketColumns = {
  tenant: ({ ticket }: TicketRow) => ticket.tenant,
  id: ({ ticket }: TicketRow) => ticket.id,
  number: ({ ticket }: TicketRow) => ticket.number,
  revision: ({ ticket }: TicketRow) => ticket.revision,
  process: ({ ticket }: TicketRow) => ticket.process.id,
  processVersion: ({ ticket }: TicketRow) => ticket.process.version,
  state: ({ ticket }: TicketRow) => canonical(ticket.state),
  stage: ({ ticket }: TicketRow) => ticket.stage,
  open: ({ ticket }: TicketRow) => (ticket.open ? 1 : 0),
  source: ({ ticket }: TicketRow) => ticket.source ?? null,
  sourceKey: ({ ticket }: TicketRow) => ticket.sourceKey ?? null,
  reporter: ({ ticket }: TicketRow) => ticket.reporter ?? null,
  category: ({ ticket }: TicketRow) => ticket.category ?? null,
  tier: ({ ticket }: TicketRow) => ticket.tier ?? null,
  priority: ({ ticket }: TicketRow) => ticket.priority ?? null,
  area: ({ ticket }: TicketRow) => ticket.area ?? null,
  owner: ({ ticket }: TicketRow) => ticket.owner ?? null,
  due: ({ ticket }: TicketRow) => ticket.due ?? null,
  metAt: ({ ticket }: TicketRow) => ticket.metAt ?? null,
  reportedAt: ({ ticket }: TicketRow) => ticket.reportedAt,
  at: ({ ticket }: TicketRow) => ticket.at,
  mergedInto: ({ ticket }: TicketRow) => ticket.mergedInto ?? null,
  closedAt: ({ ticket }: TicketRow) => ticket.closedAt ?? null,
  document: ({ document }: TicketRow) => document,
  head: ({ head }: TicketRow) => head,
} as const;

export type TicketColumn = keyof typeof ticketColumns;

/** Given with the first entry, never changed: an update leaves them, and their indexes, alone. */
export const fixedColumns: ReadonlySet<TicketColumn> = new Set([
  "tenant",
  "id",
  "number",
  "process",
  "source",
  "sourceKey",
  "reporter",
  "reportedAt",
]);
