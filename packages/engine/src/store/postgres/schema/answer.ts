import { bigint, index, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/** First answers by idempotency key, so that a retry hears the same. */
export const answer = pgTable(
  "answer",
  {
    tenant: bytewise().notNull(),
    caller: bytewise().notNull(),
    key: bytewise().notNull(),
    /** SHA-256 over caller, key and command, hex: the same key with another command is a mistake. Empty once erased. */
    fingerprint: bytewise().notNull(),
    ticket: bytewise().notNull(),
    seq: integer().notNull(),
    at: bigint({ mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.caller, table.key] }), index("answer_at").on(table.at)],
);
