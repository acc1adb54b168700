import { bigint, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/** Personal data, and nothing else: staff and reporters by the id that everything else uses. Erasing empties the row. */
export const person = pgTable(
  "person",
  {
    tenant: bytewise().notNull(),
    id: bytewise().notNull(),
    /** staff or reporter. */
    kind: bytewise().notNull(),
    name: bytewise(),
    phone: bytewise(),
    address: bytewise(),
    erasedAt: bigint("erased_at", { mode: "number" }),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] })],
);
