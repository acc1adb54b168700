import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** How far evaluations have followed the journal: the generation that is served, and the one that is being counted. */
export const evaluation = sqliteTable(
  "evaluation",
  {
    tenant: text().notNull(),
    generation: integer().notNull(),
    status: text().notNull(),
    /** Canonical JSON. */
    plan: text().notNull(),
    planHash: text("plan_hash").notNull(),
    position: integer().notNull(),
    at: integer(),
    after: text().notNull(),
    done: integer().notNull(),
    total: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.generation] })],
);

/** What one ticket adds to the tallies of a unit in a month. */
export const evaluationShare = sqliteTable(
  "evaluation_share",
  {
    tenant: text().notNull(),
    generation: integer().notNull(),
    month: text().notNull(),
    ticket: text().notNull(),
    unit: text().notNull(),
    person: text().notNull(),
    category: text().notNull(),
    source: text().notNull(),
    lateFrom: integer("late_from"),
    /** By place of the tally in the plan, JSON. */
    amounts: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.generation, table.month, table.ticket, table.unit, table.person] }),
    index("evaluation_share_ticket").on(table.tenant, table.ticket),
  ],
);

/** What the shares of a unit, with all beneath it, come to in a month; also apart by category, source and person. */
export const evaluationSum = sqliteTable(
  "evaluation_sum",
  {
    tenant: text().notNull(),
    generation: integer().notNull(),
    unit: text().notNull(),
    month: text().notNull(),
    dimension: text().notNull(),
    value: text().notNull(),
    amounts: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.generation, table.unit, table.month, table.dimension, table.value] })],
);
