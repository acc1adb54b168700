import { bigint, index, pgTable, uniqueIndex } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/** Human text, erasable: the journal holds only its id and a commitment. */
export const text = pgTable(
  "text",
  {
    tenant: bytewise().notNull(),
    id: bytewise().notNull(),
    ticket: bytewise().notNull(),
    field: bytewise().notNull(),
    /** Absent once erased. */
    body: bytewise(),
    salt: bytewise(),
    erasedAt: bigint("erased_at", { mode: "number" }),
  },
  (table) => [uniqueIndex("text_id").on(table.tenant, table.id), index("text_ticket").on(table.tenant, table.ticket)],
);
