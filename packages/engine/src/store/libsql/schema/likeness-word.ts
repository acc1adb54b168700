import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Which tickets use a word, the latest report last. The migration makes the key the table itself (WITHOUT ROWID): a report writes some forty. */
export const likenessWord = sqliteTable(
  "likeness_word",
  {
    tenant: text().notNull(),
    word: integer().notNull(),
    reportedAt: integer("reported_at").notNull(),
    ticket: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.word, table.reportedAt, table.ticket] })],
);
