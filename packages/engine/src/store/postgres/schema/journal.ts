import { bigint, integer, pgTable, uniqueIndex } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/** What happened, append-only. The position is unique, but no commit order: several processes write at once. */
export const journal = pgTable(
  "journal",
  {
    position: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
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
  (table) => [uniqueIndex("journal_seq").on(table.tenant, table.ticket, table.seq)],
);
