import { sql } from "drizzle-orm";
import { bigint, doublePrecision, index, integer, pgTable, uniqueIndex } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/** The tickets: what is asked for in lists has a column, everything else is in the document. */
export const ticket = pgTable(
  "ticket",
  {
    tenant: bytewise().notNull(),
    id: bytewise().notNull(),
    number: bytewise().notNull(),
    revision: integer().notNull(),
    process: bytewise().notNull(),
    processVersion: integer("process_version").notNull(),
    state: bytewise().notNull(),
    stage: bytewise().notNull(),
    open: integer().notNull(),
    source: bytewise(),
    sourceKey: bytewise("source_key"),
    reporter: bytewise(),
    category: bytewise(),
    tier: integer(),
    /** A form may hold 1.5; SQLite takes it as it comes. */
    priority: doublePrecision(),
    area: bytewise(),
    owner: bytewise(),
    due: bigint({ mode: "number" }),
    metAt: bigint("met_at", { mode: "number" }),
    reportedAt: bigint("reported_at", { mode: "number" }).notNull(),
    at: bigint({ mode: "number" }).notNull(),
    /** The ticket it was merged into. */
    mergedInto: bytewise("merged_into"),
    closedAt: bigint("closed_at", { mode: "number" }),
    /** The ticket, canonical JSON. */
    document: bytewise().notNull(),
    /** The hash of its last journal entry. */
    head: bytewise().notNull(),
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
