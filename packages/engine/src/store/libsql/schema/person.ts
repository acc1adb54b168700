import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Personal data, and nothing else: staff and reporters by the id that everything else uses. Erasing empties the row. */
export const person = sqliteTable(
  "person",
  {
    tenant: text().notNull(),
    id: text().notNull(),
    /** staff or reporter. */
    kind: text().notNull(),
    name: text(),
    phone: text(),
    address: text(),
    erasedAt: integer("erased_at"),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] })],
);
