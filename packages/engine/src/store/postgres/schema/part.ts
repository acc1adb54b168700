import { bigint, index, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/** What waits for whom: inboxes are queries over this table. */
export const part = pgTable(
  "part",
  {
    tenant: bytewise().notNull(),
    ticket: bytewise().notNull(),
    key: bytewise().notNull(),
    kind: bytewise().notNull(),
    role: bytewise().notNull(),
    unit: bytewise().notNull(),
    due: bigint({ mode: "number" }),
    assignee: bytewise(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.ticket, table.key] }),
    index("part_inbox").on(table.tenant, table.unit, table.role, table.due),
  ],
);
