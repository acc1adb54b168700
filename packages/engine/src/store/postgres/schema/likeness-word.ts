import { bigint, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/** Which tickets use a word, the latest report last. */
export const likenessWord = pgTable(
  "likeness_word",
  {
    tenant: bytewise().notNull(),
    word: integer().notNull(),
    reportedAt: bigint("reported_at", { mode: "number" }).notNull(),
    ticket: bytewise().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.word, table.reportedAt, table.ticket] })],
);
