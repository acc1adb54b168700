import { index, integer, sqliteTable, text as column, uniqueIndex } from "drizzle-orm/sqlite-core";

/** Human text, erasable: the journal holds only its id and a commitment. */
export const text = sqliteTable(
  "text",
  {
    tenant: column().notNull(),
    id: column().notNull(),
    ticket: column().notNull(),
    field: column().notNull(),
    /** Absent once erased. */
    body: column(),
    salt: column(),
    erasedAt: integer("erased_at"),
  },
  (table) => [uniqueIndex("text_id").on(table.tenant, table.id), index("text_ticket").on(table.tenant, table.ticket)],
);
