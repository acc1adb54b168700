import { and, asc, eq, gte, like, lt, sql, type AnyColumn, type SQL } from "drizzle-orm";
import { hasAmount, type EvaluationCursor, type MonthRange, type ShareQuery } from "./evaluation.ts";

type Columns<Name extends string> = Readonly<Record<Name, AnyColumn>>;

/** The tables of a store, whichever it is, and how it asks whether a column holds one of many values. */
interface Tables {
  readonly evaluation: Columns<"tenant" | "generation" | "status" | "position" | "after">;
  readonly share: Columns<
    "tenant" | "generation" | "month" | "ticket" | "unit" | "person" | "category" | "source" | "lateFrom" | "amounts"
  >;
  readonly within: (column: AnyColumn, values: readonly string[]) => SQL;
}

/** What evaluations ask of their rows, once for all stores: the same number opens the same tickets in each. */
export function evaluationConditions({ evaluation, share, within }: Tables) {
  const inMonths = (column: AnyColumn, months: MonthRange): SQL | undefined =>
    "from" in months ? and(gte(column, months.from), lt(column, months.until)) : within(column, months);

  return {
    inMonths,
    /** The rows of one count. */
    ofShares: (of: string, generation: number): SQL | undefined => and(eq(share.tenant, of), eq(share.generation, generation)),
    /** The count as it stood: one that has moved on meanwhile is another's. */
    standing: (of: string, { generation, status, position, after }: EvaluationCursor): SQL | undefined =>
      and(
        eq(evaluation.tenant, of),
        eq(evaluation.generation, generation),
        eq(evaluation.status, status),
        eq(evaluation.position, position),
        eq(evaluation.after, after),
      ),
    matches: ({ place, months, units, lateAt, categories, source, person, after }: ShareQuery): SQL | undefined =>
      and(
        inMonths(share.month, months),
        units && within(share.unit, units),
        lateAt === undefined ? undefined : lt(share.lateFrom, lateAt),
        categories && within(share.category, categories),
        source === undefined ? undefined : eq(share.source, source),
        person === undefined ? undefined : eq(share.person, person),
        like(share.amounts, hasAmount(place)),
        after &&
          sql`(${share.month}, ${share.ticket}, ${share.unit}, ${share.person}) > (${after.month}, ${after.ticket}, ${after.unit}, ${after.person})`,
      ),
    /** The order in which pages follow each other. */
    order: [asc(share.month), asc(share.ticket), asc(share.unit), asc(share.person)],
  };
}
