import { canonical } from "../model/canonical.ts";
import type { Write } from "./port.ts";

/** The columns of a ticket's row: what lists ask for, and the document with everything. */
export const ticketColumns = {
  tenant: ({ ticket }: Write) => ticket.tenant,
  id: ({ ticket }: Write) => ticket.id,
  number: ({ ticket }: Write) => ticket.number,
  revision: ({ ticket }: Write) => ticket.revision,
  process: ({ ticket }: Write) => ticket.process.id,
  processVersion: ({ ticket }: Write) => ticket.process.version,
  state: ({ ticket }: Write) => canonical(ticket.state),
  stage: ({ ticket }: Write) => ticket.stage,
  open: ({ ticket }: Write) => (ticket.open ? 1 : 0),
  source: ({ ticket }: Write) => ticket.source ?? null,
  sourceKey: ({ ticket }: Write) => ticket.sourceKey ?? null,
  reporter: ({ ticket }: Write) => ticket.reporter ?? null,
  category: ({ ticket }: Write) => ticket.category ?? null,
  tier: ({ ticket }: Write) => ticket.tier ?? null,
  priority: ({ ticket }: Write) => ticket.priority ?? null,
  area: ({ ticket }: Write) => ticket.area ?? null,
  owner: ({ ticket }: Write) => ticket.owner ?? null,
  due: ({ ticket }: Write) => ticket.due ?? null,
  metAt: ({ ticket }: Write) => ticket.metAt ?? null,
  reportedAt: ({ ticket }: Write) => ticket.reportedAt,
  at: ({ ticket }: Write) => ticket.at,
  mergedInto: ({ ticket }: Write) => ticket.mergedInto ?? null,
  closedAt: ({ ticket }: Write) => ticket.closedAt ?? null,
  document: ({ document }: Write) => document,
  head: ({ entry }: Write) => entry.hash,
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
