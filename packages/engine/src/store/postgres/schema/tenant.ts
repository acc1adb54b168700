import { integer, pgTable } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/** The districts in this store. */
export const tenant = pgTable("tenant", {
  id: bytewise().primaryKey(),
  /** IANA time zone. */
  zone: bytewise().notNull(),
  /** What a ticket's number starts with. */
  numberPrefix: bytewise("number_prefix").notNull(),
  /** Counts up with every report; a refused one leaves a gap. */
  lastNumber: integer("last_number").notNull(),
});
