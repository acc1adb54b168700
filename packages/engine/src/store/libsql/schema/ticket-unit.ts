import { index, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Which units may see a ticket, and why. */
export const ticketUnit = sqliteTable(
  "ticket_unit",
  {
    tenant: text().notNull(),
    ticket: text().notNull(),
    unit: text().notNull(),
    why: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.ticket, table.unit, table.why] }),
    index("ticket_unit_unit").on(table.tenant, table.unit),
  ],
);
