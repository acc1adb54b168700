import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Commands that the engine owes a ticket at a time. */
export const timer = sqliteTable(
  "timer",
  {
    tenant: text().notNull(),
    ticket: text().notNull(),
    id: text().notNull(),
    generation: integer().notNull(),
    due: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.ticket, table.id] }), index("timer_due").on(table.due)],
);
