import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** First answers by idempotency key, so that a retry hears the same. */
export const answer = sqliteTable(
  "answer",
  {
    tenant: text().notNull(),
    caller: text().notNull(),
    key: text().notNull(),
    /** SHA-256 over caller, key and command, hex: the same key with another command is a mistake. Empty once erased. */
    fingerprint: text().notNull(),
    ticket: text().notNull(),
    seq: integer().notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.caller, table.key] }), index("answer_at").on(table.at)],
);
