import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Photos and documents: what they are, under the id that the journal names. The name is human text and erasable. */
export const attachment = sqliteTable(
  "attachment",
  {
    tenant: text().notNull(),
    id: text().notNull(),
    ticket: text().notNull(),
    seq: integer().notNull(),
    name: text(),
    mediaType: text("media_type").notNull(),
    size: integer().notNull(),
    sha256: text().notNull(),
  },
  (table) => [index("attachment_ticket").on(table.tenant, table.ticket, table.id)],
);
