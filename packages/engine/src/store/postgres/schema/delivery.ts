import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, uniqueIndex } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/** The outbox: effects on their way to a handler, in order per destination and ticket. */
export const delivery = pgTable(
  "delivery",
  {
    /** Order of writing within a ticket, whose commands follow one another; so the order of delivery within a lane. */
    position: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    tenant: bytewise().notNull(),
    id: bytewise().notNull(),
    ticket: bytewise().notNull(),
    destination: bytewise().notNull(),
    topic: bytewise().notNull(),
    payload: bytewise().notNull(),
    /** pending, done, dead or undeliverable. */
    state: bytewise().notNull(),
    /** Leases given so far, never set back: it fences off the late result of an older one. */
    attempt: integer().notNull(),
    /** Leases since it was written or put back by hand. */
    tries: integer().notNull().default(0),
    /** Not before this instant: a retry's wait, or the end of a lease. */
    nextAt: bigint("next_at", { mode: "number" }).notNull(),
    writtenAt: bigint("written_at", { mode: "number" }).notNull(),
    settledAt: bigint("settled_at", { mode: "number" }),
    /** Empty where an erasure came while it was pending: what an attempt then under way says is not kept. */
    error: bytewise(),
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
