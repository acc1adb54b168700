import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, uniqueIndex } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/**
 * What happened, append-only. The position is unique, but no commit order: several processes write at once. Whoever reads in order
 * reads by the feed position, which is given after the commit, once.
 */
export const journal = pgTable(
  "journal",
  {
    position: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** 1, 2, 3 … of the tenant; absent until somebody reads the feed. */
    feed: bigint({ mode: "number" }),
    tenant: bytewise().notNull(),
    ticket: bytewise().notNull(),
    seq: integer().notNull(),
    at: bigint({ mode: "number" }).notNull(),
    recordedAt: bigint("recorded_at", { mode: "number" }).notNull(),
    type: bytewise().notNull(),
    /** The entry, canonical JSON: exactly the bytes that were hashed. */
    entry: bytewise().notNull(),
    /** SHA-256 over the previous hash and the entry, hex. */
    hash: bytewise().notNull(),
  },
  (table) => [
    uniqueIndex("journal_seq").on(table.tenant, table.ticket, table.seq),
    uniqueIndex("journal_feed")
      .on(table.tenant, table.feed)
      .where(sql`feed is not null`),
    index("journal_unfed")
      .on(table.tenant, table.position)
      .where(sql`feed is null`),
  ],
);
