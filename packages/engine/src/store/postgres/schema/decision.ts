import { bigint, index, integer, pgTable } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/** Which rows of which tables hit, for "hits in 30 days". */
export const decision = pgTable(
  "decision",
  {
    tenant: bytewise().notNull(),
    table: bytewise("table_id").notNull(),
    version: integer().notNull(),
    row: bytewise().notNull(),
    ticket: bytewise().notNull(),
    seq: integer().notNull(),
    at: bigint({ mode: "number" }).notNull(),
  },
  (table) => [
    index("decision_row").on(table.tenant, table.table, table.row, table.at),
    // Verification and export read by ticket.
    index("decision_ticket").on(table.tenant, table.ticket),
  ],
);
