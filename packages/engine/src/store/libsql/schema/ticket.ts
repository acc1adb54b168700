import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** The tickets: what is asked for in lists has a column, everything else is in the document. */
export const ticket = sqliteTable(
  "ticket",
  {
    tenant: text().notNull(),
    id: text().notNull(),
    number: text().notNull(),
    revision: integer().notNull(),
    process: text().notNull(),
    processVersion: integer("process_version").notNull(),
    state: text().notNull(),
    stage: text().notNull(),
    open: integer().notNull(),
    source: text(),
    sourceKey: text("source_key"),
    reporter: text(),
    category: text(),
    tier: integer(),
    priority: integer(),
    area: text(),
    owner: text(),
    due: integer(),
    metAt: integer("met_at"),
    reportedAt: integer("reported_at").notNull(),
    at: integer().notNull(),
    /** The ticket it was merged into. */
    mergedInto: text("merged_into"),
    closedAt: integer("closed_at"),
    /** The ticket, canonical JSON. */
    document: text().notNull(),
    /** The hash of its last journal entry. */
    head: text().notNull(),
  },
  (table) => [
    uniqueIndex("ticket_id").on(table.tenant, table.id),
    uniqueIndex("ticket_number").on(table.tenant, table.number),
    uniqueIndex("ticket_source_key")
      .on(table.tenant, table.source, table.sourceKey)
      .where(sql`source_key is not null`),
    // With the id, so that a reporter's list comes in its order from the index.
    index("ticket_reporter")
      .on(table.tenant, table.reporter, table.id)
      .where(sql`reporter is not null`),
    index("ticket_merged_into")
      .on(table.tenant, table.mergedInto, table.id)
      .where(sql`merged_into is not null`),
    index("ticket_reported").on(table.tenant, table.reportedAt),
    index("ticket_open_due")
      .on(table.tenant, table.due)
      .where(sql`open = 1 and due is not null`),
  ],
);
