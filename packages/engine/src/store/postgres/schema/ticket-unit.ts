import { index, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/** Which units may see a ticket, and why. */
export const ticketUnit = pgTable(
  "ticket_unit",
  {
    tenant: bytewise().notNull(),
    ticket: bytewise().notNull(),
    unit: bytewise().notNull(),
    why: bytewise().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.ticket, table.unit, table.why] }),
    index("ticket_unit_unit").on(table.tenant, table.unit),
  ],
);
