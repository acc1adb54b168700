import { bigint, index, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/** Commands that the engine owes a ticket at a time. */
export const timer = pgTable(
  "timer",
  {
    tenant: bytewise().notNull(),
    ticket: bytewise().notNull(),
    id: bytewise().notNull(),
    generation: integer().notNull(),
    due: bigint({ mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.ticket, table.id] }), index("timer_due").on(table.due)],
);
