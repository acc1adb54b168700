import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What waits for whom: inboxes are queries over this table. */
export const part = sqliteTable(
  "part",
  {
    tenant: text().notNull(),
    ticket: text().notNull(),
    key: text().notNull(),
    kind: text().notNull(),
    role: text().notNull(),
    unit: text().notNull(),
    due: integer(),
    assignee: text(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.ticket, table.key] }),
    index("part_inbox").on(table.tenant, table.unit, table.role, table.due),
  ],
);
