import { bigint, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/** Every version of every definition; a published body never changes. */
export const definition = pgTable(
  "definition",
  {
    tenant: bytewise().notNull(),
    kind: bytewise().notNull(),
    id: bytewise().notNull(),
    version: integer().notNull(),
    status: bytewise().notNull(),
    /** Canonical JSON. */
    body: bytewise().notNull(),
    hash: bytewise().notNull(),
    author: bytewise().notNull(),
    approver: bytewise(),
    publishedAt: bigint("published_at", { mode: "number" }),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.kind, table.id, table.version] })],
);
