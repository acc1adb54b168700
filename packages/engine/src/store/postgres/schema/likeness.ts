import { sql } from "drizzle-orm";
import { bigint, doublePrecision, index, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/** Where, when and by which words a ticket that is open, or ended lately, may be recognised as the duplicate of another. */
export const likeness = pgTable(
  "likeness",
  {
    tenant: bytewise().notNull(),
    ticket: bytewise().notNull(),
    lng: doublePrecision(),
    lat: doublePrecision(),
    cell: bigint({ mode: "number" }),
    category: bytewise(),
    area: bytewise(),
    reportedAt: bigint("reported_at", { mode: "number" }).notNull(),
    closedAt: bigint("closed_at", { mode: "number" }),
    /** Hashes of words, a JSON list. */
    words: bytewise().notNull(),
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
