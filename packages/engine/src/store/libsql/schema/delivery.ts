import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** The outbox: effects on their way to a handler, in order per destination and ticket. */
export const delivery = sqliteTable(
  "delivery",
  {
    /** Order of writing, which is the order of delivery within a lane. */
    position: integer().primaryKey({ autoIncrement: true }),
    tenant: text().notNull(),
    id: text().notNull(),
    ticket: text().notNull(),
    destination: text().notNull(),
    topic: text().notNull(),
    payload: text().notNull(),
    /** pending, done, dead or undeliverable. */
    state: text().notNull(),
    attempt: integer().notNull(),
    /** Not before this instant: a retry's wait, or the end of a lease. */
    nextAt: integer("next_at").notNull(),
    writtenAt: integer("written_at").notNull(),
    settledAt: integer("settled_at"),
    error: text(),
  },
  (table) => [
    uniqueIndex("delivery_id").on(table.tenant, table.id),
    // Verification and export read by ticket.
    index("delivery_ticket").on(table.tenant, table.ticket),
    index("delivery_pending")
      .on(table.nextAt)
      .where(sql`state = 'pending'`),
    index("delivery_lane")
      .on(table.tenant, table.destination, table.ticket, table.position)
      .where(sql`state = 'pending'`),
  ],
);
