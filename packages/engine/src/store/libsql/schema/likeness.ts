import { sql } from "drizzle-orm";
import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Where, when and by which words a ticket that is open, or ended lately, may be recognised as the duplicate of another. The migration makes its key the table itself. */
export const likeness = sqliteTable(
  "likeness",
  {
    tenant: text().notNull(),
    ticket: text().notNull(),
    lng: real(),
    lat: real(),
    cell: integer(),
    category: text(),
    area: text(),
    reportedAt: integer("reported_at").notNull(),
    closedAt: integer("closed_at"),
    /** Hashes of words, a JSON list. */
    words: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.ticket] }),
    index("likeness_cell")
      .on(table.tenant, table.cell, table.reportedAt)
      .where(sql`cell is not null`),
    index("likeness_area")
      .on(table.tenant, table.area, table.reportedAt)
      .where(sql`area is not null`),
    // Whoever asks with a point finds what lies near by its cell; of an area only what has no point is left to be looked at.
    index("likeness_unplaced")
      .on(table.tenant, table.area, table.reportedAt)
      .where(sql`area is not null and cell is null`),
    index("likeness_closed")
      .on(table.closedAt)
      .where(sql`closed_at is not null`),
  ],
);
