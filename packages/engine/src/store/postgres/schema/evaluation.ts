import { bigint, index, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { bytewise } from "./bytewise.ts";

/** How far evaluations have followed the journal: the generation that is served, and the one that is being counted. */
export const evaluation = pgTable(
  "evaluation",
  {
    tenant: bytewise().notNull(),
    generation: integer().notNull(),
    status: bytewise().notNull(),
    /** Canonical JSON. */
    plan: bytewise().notNull(),
    planHash: bytewise("plan_hash").notNull(),
    position: bigint({ mode: "number" }).notNull(),
    at: bigint({ mode: "number" }),
    after: bytewise().notNull(),
    done: integer().notNull(),
    total: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.generation] })],
);

/** What one ticket adds to the tallies of a unit in a month. */
export const evaluationShare = pgTable(
  "evaluation_share",
  {
    tenant: bytewise().notNull(),
    generation: integer().notNull(),
    month: bytewise().notNull(),
    ticket: bytewise().notNull(),
    unit: bytewise().notNull(),
    person: bytewise().notNull(),
    category: bytewise().notNull(),
    source: bytewise().notNull(),
    lateFrom: bigint("late_from", { mode: "number" }),
    /** By place of the tally in the plan, JSON. */
    amounts: bytewise().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.generation, table.month, table.ticket, table.unit, table.person] }),
    index("evaluation_share_ticket").on(table.tenant, table.ticket),
  ],
);

/** What the shares of a unit, with all beneath it, come to in a month; also apart by category, source and person. */
export const evaluationSum = pgTable(
  "evaluation_sum",
  {
    tenant: bytewise().notNull(),
    generation: integer().notNull(),
    unit: bytewise().notNull(),
    month: bytewise().notNull(),
    dimension: bytewise().notNull(),
    value: bytewise().notNull(),
    amounts: bytewise().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.generation, table.unit, table.month, table.dimension, table.value] })],
);
