import { integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** What happened, append-only. With one writer the position is given at commit and is the commit order. */
export const journal = sqliteTable(
  "journal",
  {
    position: integer().primaryKey({ autoIncrement: true }),
    tenant: text().notNull(),
    ticket: text().notNull(),
    seq: integer().notNull(),
    at: integer().notNull(),
    recordedAt: integer("recorded_at").notNull(),
    type: text().notNull(),
    /** The entry, canonical JSON: exactly the bytes that were hashed. */
    entry: text().notNull(),
    /** SHA-256 over the previous hash and the entry, hex. */
    hash: text().notNull(),
  },
  (table) => [uniqueIndex("journal_seq").on(table.tenant, table.ticket, table.seq)],
);
