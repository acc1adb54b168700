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
    /** Leases given so far, never set back: it fences off the late result of an older one. */
    attempt: integer().notNull(),
    /** Leases since it was written or put back by hand. */
    tries: integer().notNull().default(0),
    /** Not before this instant: a retry's wait, or the end of a lease. */
    nextAt: integer("next_at").notNull(),
    writtenAt: integer("written_at").notNull(),
    settledAt: integer("settled_at"),
    /** Empty where an erasure came while it was pending: what an attempt then under way says is not kept. */
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
    index("delivery_failed")
      .on(table.tenant, table.position)
      .where(sql`state in ('dead', 'undeliverable')`),
    index("delivery_error")
      .on(table.tenant, table.ticket)
      .where(sql`error is not null`),
  ],
);
