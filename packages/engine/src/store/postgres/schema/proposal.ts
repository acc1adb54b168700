import { bigint, index, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/** Drafts on their way to publication. */
export const proposal = pgTable(
  "proposal",
  {
    tenant: bytewise().notNull(),
    id: integer().notNull(),
    revision: integer().notNull(),
    state: bytewise().notNull(),
    publishAt: bigint("publish_at", { mode: "number" }),
    /** Canonical JSON, without the id. */
    body: bytewise().notNull(),
    /** Of its drafts, canonical JSON. */
    documents: bytewise().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] }), index("proposal_due").on(table.publishAt)],
);
