import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Drafts on their way to publication. */
export const proposal = sqliteTable(
  "proposal",
  {
    tenant: text().notNull(),
    id: integer().notNull(),
    revision: integer().notNull(),
    state: text().notNull(),
    publishAt: integer("publish_at"),
    /** Canonical JSON, without the id. */
    body: text().notNull(),
    /** Of its drafts, canonical JSON. */
    documents: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] }), index("proposal_due").on(table.publishAt)],
);
