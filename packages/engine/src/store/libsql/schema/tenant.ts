import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The districts in this store. */
export const tenant = sqliteTable("tenant", {
  id: text().primaryKey(),
  /** IANA time zone. */
  zone: text().notNull(),
  /** What a ticket's number starts with. */
  numberPrefix: text("number_prefix").notNull(),
  /** Counts up with every report; a refused one leaves a gap. */
  lastNumber: integer("last_number").notNull(),
});
