import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Every version of every definition; a published body never changes. */
export const definition = sqliteTable(
  "definition",
  {
    tenant: text().notNull(),
    kind: text().notNull(),
    id: text().notNull(),
    version: integer().notNull(),
    status: text().notNull(),
    /** Canonical JSON. */
    body: text().notNull(),
    hash: text().notNull(),
    author: text().notNull(),
    approver: text(),
    publishedAt: integer("published_at"),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.kind, table.id, table.version] })],
);
