import { and, asc, count, desc, eq, gt, lt, like, lte, max, ne, sql } from "drizzle-orm";
import type { EvaluationState, EvaluationStore, ShareRow, SumRow } from "../evaluation.ts";
import { hasAmount } from "../evaluation.ts";
import type { Drizzle } from "./drizzle.ts";
import type { Connection } from "./connection.ts";
import type { GroupWriter } from "./group-writer.ts";
import { stepWriter } from "./evaluation-step.ts";
import { evaluation, evaluationShare as share, evaluationSum as sum, journal, ticket } from "./schema/index.ts";
import { evaluationConditions } from "../evaluation-conditions.ts";
import { within } from "./within.ts";

/** What evaluations keep, on libSQL. */
export function evaluationStore(
  read: Drizzle,
  enqueue: GroupWriter["enqueue"],
  write: Drizzle,
  writing: Connection | undefined,
): EvaluationStore {
  const writeStep = writing && stepWriter(writing);
  return {
    states: (of) => {
      const rows = read.select(stateColumns).from(evaluation).where(eq(evaluation.tenant, of)).orderBy(asc(evaluation.generation)).all();
      return Promise.resolve(rows as readonly EvaluationState[]);
    },
    plan: (of, generation) => {
      const where = and(eq(evaluation.tenant, of), eq(evaluation.generation, generation));
      return Promise.resolve(read.select({ plan: evaluation.plan }).from(evaluation).where(where).get()?.plan);
    },
    begin: (of, plan) => {
      // Counted before it is this one's turn to write, which nobody else has meanwhile.
      const total = read.select({ tickets: count() }).from(ticket).where(eq(ticket.tenant, of)).get()?.tickets ?? 0;
      return enqueue(() => {
        const last = write
          .select({ generation: max(evaluation.generation) })
          .from(evaluation)
          .where(eq(evaluation.tenant, of));
        const end = write
          .select({ position: journal.position, at: journal.recordedAt })
          .from(journal)
          .where(sql`+${journal.tenant} = ${of}`)
          .orderBy(desc(journal.position))
          .limit(1);
        const { position, at } = end.get() ?? { position: 0, at: null };
        const generation = (last.get()?.generation ?? 0) + 1;
        const state = { generation, status: "building", planHash: plan.planHash, position, at, after: "", done: 0, total } as const;
        const unfinished = and(eq(evaluation.tenant, of), eq(evaluation.status, "building"));
        write.update(evaluation).set({ status: "gone" }).where(unfinished).run();
        write
          .insert(evaluation)
          .values({ tenant: of, plan: plan.plan, ...state })
          .run();
        return state;
      });
    },
    advance: (of, step) => enqueue(() => writeStep?.(of, step) ?? false),
    replan: (of, generation, plan) =>
      enqueue(() => {
        const where = and(eq(evaluation.tenant, of), eq(evaluation.generation, generation), ne(evaluation.status, "gone"));
        return write.update(evaluation).set(plan).where(where).run().changes === 1;
      }),
    discard: (of, limit) =>
      enqueue(() => {
        const [gone] = write
          .select({ generation: evaluation.generation })
          .from(evaluation)
          .where(and(eq(evaluation.tenant, of), eq(evaluation.status, "gone")))
          .limit(1)
          .all();
        if (!gone) return false;
        for (const table of [share, sum]) {
          const mine = and(eq(table.tenant, of), eq(table.generation, gone.generation));
          const some = write
            .select({ row: sql`rowid` })
            .from(table)
            .where(mine)
            .limit(limit);
          if (
            write
              .delete(table)
              .where(sql`rowid in ${some}`)
              .run().changes > 0
          )
            return true;
        }
        write
          .delete(evaluation)
          .where(and(eq(evaluation.tenant, of), eq(evaluation.generation, gone.generation)))
          .run();
        return true;
      }),
    histories: (of, tickets) => {
      const until = new Map(tickets.map((each) => [each.ticket, each.until]));
      const rows = read
        .select({ ticket: journal.ticket, seq: journal.seq, body: journal.entry })
        .from(journal)
        .where(and(eq(journal.tenant, of), within(journal.ticket, [...until.keys()])))
        .orderBy(asc(journal.ticket), asc(journal.seq))
        .all();
      return Promise.resolve(rows.filter(({ ticket: id, seq }) => seq <= (until.get(id) ?? 0)));
    },
    journal: (of, after, until, limit) => {
      const rows = read
        .select({ ticket: journal.ticket, seq: journal.seq, body: journal.entry })
        .from(journal)
        .where(and(eq(journal.tenant, of), gt(journal.ticket, after), sql`+${journal.position} <= ${until}`))
        .orderBy(asc(journal.ticket), asc(journal.seq))
        .limit(limit);
      return Promise.resolve(rows.all());
    },
    writtenAt: (of, position) => {
      const row = read
        .select({ at: journal.recordedAt })
        .from(journal)
        .where(and(sql`+${journal.tenant} = ${of}`, lte(journal.position, position)))
        .orderBy(desc(journal.position))
        .limit(1)
        .get();
      return Promise.resolve(row?.at ?? null);
    },
    shares: (of, generation, tickets) => {
      // By ticket: the key begins with months.
      const where = and(eq(share.tenant, of), within(share.ticket, tickets), sql`+${share.generation} = ${generation}`);
      return Promise.resolve(
        read
          .select(shareColumns)
          .from(share)
          .where(where)
          .orderBy(...order)
          .all(),
      );
    },
    find: (of, generation, query) => {
      const where = and(ofShares(of, generation), matches(query));
      return Promise.resolve(
        read
          .select(shareColumns)
          .from(share)
          .where(where)
          .orderBy(...order)
          .limit(query.limit)
          .all(),
      );
    },
    sums: (of, generation, { units, months, dimension }) => {
      const { unit, month, value, amounts } = sum;
      const where = and(
        eq(sum.tenant, of),
        eq(sum.generation, generation),
        within(unit, units),
        inMonths(month, months),
        eq(sum.dimension, dimension),
      );
      const rows = read.select({ unit, month, value, amounts }).from(sum).where(where).all();
      return Promise.resolve(rows.map((row): SumRow => ({ ...row, dimension, amounts: JSON.parse(row.amounts) as SumRow["amounts"] })));
    },
    late: (of, generation, { place, month, at, units, categories, dimension }) => {
      const value = dimension === "" ? sql<string>`''` : share[dimension as "category" | "source" | "person" | "unit"];
      const rows = read
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
      return Promise.resolve(rows.all());
    },
    // Read at one go, so that nothing is written in between.
    month: (of, at, month) => {
      if (
        read
          .select({ one: sql`1` })
          .from(evaluation)
          .where(standing(of, at))
          .all().length === 0
      )
        return Promise.resolve(undefined);
      const { unit, dimension, value, amounts } = sum;
      const mine = and(eq(sum.tenant, of), eq(sum.generation, at.generation), eq(sum.month, month));
      const shares = read
        .select(shareColumns)
        .from(share)
        .where(and(ofShares(of, at.generation), eq(share.month, month)))
        .all();
      return Promise.resolve({
        shares,
        sums: read.select({ unit, month: sum.month, dimension, value, amounts }).from(sum).where(mine).all(),
      });
    },
    months: (of, generation) => {
      const [ofSums, ofEach] = [and(eq(sum.tenant, of), eq(sum.generation, generation)), ofShares(of, generation)];
      const rows = [
        ...read.selectDistinct({ month: sum.month }).from(sum).where(ofSums).all(),
        ...read.selectDistinct({ month: share.month }).from(share).where(ofEach).all(),
      ];
      return Promise.resolve([...new Set(rows.map(({ month }) => month))].toSorted());
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
} satisfies Record<keyof ShareRow, unknown>;
