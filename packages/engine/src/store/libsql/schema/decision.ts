import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Which rows of which tables hit, for "hits in 30 days". */
export const decision = sqliteTable(
  "decision",
  {
    tenant: text().notNull(),
    table: text("table_id").notNull(),
    version: integer().notNull(),
    row: text().notNull(),
    ticket: text().notNull(),
    seq: integer().notNull(),
    at: integer().notNull(),
  },
  (table) => [
    index("decision_row").on(table.tenant, table.table, table.row, table.at),
    // Verification and export read by ticket.
    index("decision_ticket").on(table.tenant, table.ticket),
  ],
);
