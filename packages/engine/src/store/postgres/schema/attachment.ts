import { bigint, index, integer, pgTable } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/** Photos and documents: what they are, under the id that the journal names. The name is human text and erasable. */
export const attachment = pgTable(
  "attachment",
  {
    tenant: bytewise().notNull(),
    id: bytewise().notNull(),
    ticket: bytewise().notNull(),
    seq: integer().notNull(),
    name: bytewise(),
    mediaType: bytewise("media_type").notNull(),
    size: bigint({ mode: "number" }).notNull(),
    sha256: bytewise().notNull(),
  },
  (table) => [index("attachment_ticket").on(table.tenant, table.ticket, table.id)],
);
