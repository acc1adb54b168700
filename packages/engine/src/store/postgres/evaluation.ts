import { and, asc, count, desc, eq, gt, isNotNull, like, lt, lte, max, ne, sql } from "drizzle-orm";
import type { Pool } from "pg";
import { hasAmount, type EvaluationState, type EvaluationStore, type SumRow } from "../evaluation.ts";
import type { Drizzle } from "./driver.ts";
import { writeStep } from "./evaluation-step.ts";
import { inTransaction } from "./in-transaction.ts";
import { takeEvaluationLock } from "./locks.ts";
import { evaluation, evaluationShare as share, evaluationSum as sum, journal, ticket } from "./schema/index.ts";
import { evaluationConditions } from "../evaluation-conditions.ts";
import { within } from "./within.ts";

/** What evaluations keep, on PostgreSQL. */
export function evaluationStore(db: Drizzle, pool: Pool): EvaluationStore {
  return {
    states: async (of) => {
      const rows = await db.select(stateColumns).from(evaluation).where(eq(evaluation.tenant, of)).orderBy(asc(evaluation.generation));
      return rows as readonly EvaluationState[];
    },
    plan: async (of, generation) => {
      const where = and(eq(evaluation.tenant, of), eq(evaluation.generation, generation));
      return (await db.select({ plan: evaluation.plan }).from(evaluation).where(where))[0]?.plan;
    },
    begin: (of, plan) =>
      db.transaction(
        async (tx) => {
          // Whoever else begins one waits, so that the next number is free.
          await tx.execute(sql.raw(takeEvaluationLock(of)));
          const [last] = await tx
            .select({ generation: max(evaluation.generation) })
            .from(evaluation)
            .where(eq(evaluation.tenant, of));
          // What has no place in the feed yet comes behind all that has.
          const [end] = await tx
            .select({ position: journal.feed, at: journal.recordedAt })
            .from(journal)
            .where(and(eq(journal.tenant, of), isNotNull(journal.feed)))
            .orderBy(desc(journal.feed))
            .limit(1);
          const [tickets] = await tx.select({ total: count() }).from(ticket).where(eq(ticket.tenant, of));
          const generation = (last?.generation ?? 0) + 1;
          const state: EvaluationState = {
            generation,
            status: "building",
            planHash: plan.planHash,
            position: end?.position ?? 0,
            at: end?.at ?? null,
            after: "",
            done: 0,
            total: tickets?.total ?? 0,
          };
          const unfinished = and(eq(evaluation.tenant, of), eq(evaluation.status, "building"));
          await tx.update(evaluation).set({ status: "gone" }).where(unfinished);
          await tx.insert(evaluation).values({ tenant: of, plan: plan.plan, ...state });
          return state;
        },
        { isolationLevel: "read committed" },
      ),
    advance: (of, step) => inTransaction(pool, "", (client) => writeStep(client, of, step)),
    replan: async (of, generation, plan) => {
      const where = and(eq(evaluation.tenant, of), eq(evaluation.generation, generation), ne(evaluation.status, "gone"));
      return (await db.update(evaluation).set(plan).where(where).returning({ generation: evaluation.generation })).length === 1;
    },
    discard: async (of, limit) => {
      const [gone] = await db
        .select({ generation: evaluation.generation })
        .from(evaluation)
        .where(and(eq(evaluation.tenant, of), eq(evaluation.status, "gone")))
        .limit(1);
      if (!gone) return false;
      for (const table of [share, sum]) {
        const mine = and(eq(table.tenant, of), eq(table.generation, gone.generation));
        const some = db
          .select({ row: sql`ctid` })
          .from(table)
          .where(mine)
          .limit(limit);
        if ((await db.delete(table).where(sql`ctid in ${some}`)).rowCount) return true;
      }
      await db.delete(evaluation).where(and(eq(evaluation.tenant, of), eq(evaluation.generation, gone.generation)));
      return true;
    },
    histories: async (of, tickets) => {
      const until = new Map(tickets.map((each) => [each.ticket, each.until]));
      const rows = await db
        .select({ ticket: journal.ticket, seq: journal.seq, body: journal.entry })
        .from(journal)
        .where(and(eq(journal.tenant, of), within(journal.ticket, [...until.keys()])))
        .orderBy(asc(journal.ticket), asc(journal.seq));
      return rows.filter(({ ticket: id, seq }) => seq <= (until.get(id) ?? 0));
    },
    journal: (of, after, until, limit) =>
      db
        .select({ ticket: journal.ticket, seq: journal.seq, body: journal.entry })
        .from(journal)
        .where(and(eq(journal.tenant, of), gt(journal.ticket, after), lte(journal.feed, until)))
        .orderBy(asc(journal.ticket), asc(journal.seq))
        .limit(limit),
    writtenAt: async (of, position) => {
      const [row] = await db
        .select({ at: journal.recordedAt })
        .from(journal)
        .where(and(eq(journal.tenant, of), lte(journal.feed, position)))
        .orderBy(desc(journal.feed))
        .limit(1);
      return row?.at ?? null;
    },
    shares: (of, generation, tickets) =>
      db
        .select(shareColumns)
        .from(share)
        .where(and(eq(share.tenant, of), within(share.ticket, tickets), eq(share.generation, generation)))
        .orderBy(...order),
    find: (of, generation, query) =>
      db
        .select(shareColumns)
        .from(share)
        .where(and(ofShares(of, generation), matches(query)))
        .orderBy(...order)
        .limit(query.limit),
    sums: async (of, generation, { units, months, dimension }) => {
      const { unit, month, value, amounts } = sum;
      const where = and(
        eq(sum.tenant, of),
        eq(sum.generation, generation),
        within(unit, units),
        inMonths(month, months),
        eq(sum.dimension, dimension),
      );
      const rows = await db.select({ unit, month, value, amounts }).from(sum).where(where);
      return rows.map((row): SumRow => ({ ...row, dimension, amounts: JSON.parse(row.amounts) as SumRow["amounts"] }));
    },
    late: (of, generation, { place, month, at, units, categories, dimension }) => {
      const value = dimension === "" ? sql<string>`''` : share[dimension as "category" | "source" | "person" | "unit"];
      return db
        .select({ value: sql<string>`${value}`, count: count() })
        .from(share)
        .where(
          and(
            ofShares(of, generation),
            eq(share.month, month),
            lt(share.lateFrom, at),
            units && within(share.unit, units),
            categories && within(share.category, categories),
            like(share.amounts, hasAmount(place)),
          ),
        )
        .groupBy(sql`1`)
        .orderBy(sql`1`);
    },
    month: (of, at, month) =>
      db.transaction(
        async (tx) => {
          if ((await tx.select({ generation: evaluation.generation }).from(evaluation).where(standing(of, at))).length === 0)
            return undefined;
          const { unit, dimension, value, amounts } = sum;
          const mine = and(eq(sum.tenant, of), eq(sum.generation, at.generation), eq(sum.month, month));
          return {
            shares: await tx
              .select(shareColumns)
              .from(share)
              .where(and(ofShares(of, at.generation), eq(share.month, month))),
            sums: await tx.select({ unit, month: sum.month, dimension, value, amounts }).from(sum).where(mine),
          };
        },
        { isolationLevel: "repeatable read", accessMode: "read only" },
      ),
    months: async (of, generation) => {
      const ofSums = and(eq(sum.tenant, of), eq(sum.generation, generation));
      const rows = [
        ...(await db.selectDistinct({ month: sum.month }).from(sum).where(ofSums)),
        ...(await db.selectDistinct({ month: share.month }).from(share).where(ofShares(of, generation))),
      ];
      return [...new Set(rows.map(({ month }) => month))].toSorted();
    },
  };
}

const { inMonths, matches, ofShares, order, standing } = evaluationConditions({ evaluation, share, within });

const stateColumns = {
  generation: evaluation.generation,
  status: evaluation.status,
  planHash: evaluation.planHash,
  position: evaluation.position,
  at: evaluation.at,
  after: evaluation.after,
  done: evaluation.done,
  total: evaluation.total,
} satisfies Record<keyof EvaluationState, unknown>;

const shareColumns = {
  month: share.month,
  ticket: share.ticket,
  unit: share.unit,
  person: share.person,
  category: share.category,
  source: share.source,
  lateFrom: share.lateFrom,
  amounts: share.amounts,
};
