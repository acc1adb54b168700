import { and, eq, gte, lt, sql, type AnyColumn, type SQL } from "drizzle-orm";
import type { Scope } from "../model/scope.ts";
import type { TicketFilter } from "./tickets.ts";

type Columns<Name extends string> = Readonly<Record<Name, AnyColumn>>;

/** The tables of a store, whichever it is, and how it asks whether a column holds one of many values. */
interface Tables {
  readonly ticket: Columns<
    | ("tenant" | "id" | "reporter" | "open" | "stage" | "tier" | "category" | "owner" | "source")
    | ("reportedAt" | "due" | "metAt" | "closedAt")
  >;
  readonly ticketUnit: Columns<"tenant" | "ticket" | "unit"> & { readonly getSQL: () => SQL };
  readonly within: (column: AnyColumn, values: readonly string[]) => SQL;
}

/** What lists and counts ask of ticket rows, once for all stores: no store can see more than another. */
export function ticketConditions({ ticket, ticketUnit, within }: Tables) {
  /** Late is derived, never stored: done after the deadline, or not done past it. */
  const isLate = (now: number): SQL =>
    sql`(${ticket.due} is not null and coalesce(${ticket.metAt}, ${ticket.closedAt}, ${now}) > ${ticket.due})`;

  /** Who may see what: the same rule as `maySee`, on rows. */
  const inScope = (scope: Scope): SQL | undefined => {
    if ("all" in scope) return undefined;
    if ("reporter" in scope) return eq(ticket.reporter, scope.reporter);
    const units = within(ticketUnit.unit, scope.units);
    return sql`exists (select 1 from ${ticketUnit} where ${ticketUnit.tenant} = ${ticket.tenant} and ${ticketUnit.ticket} = ${ticket.id} and ${units})`;
  };

  const matches = (filter: TicketFilter): SQL | undefined => {
    const { open, stage, tier, categories, owners, source, reportedFrom, reportedUntil, lateAt } = filter;
    return and(
      open === undefined ? undefined : eq(ticket.open, open ? 1 : 0),
      stage === undefined ? undefined : eq(ticket.stage, stage),
      tier === undefined ? undefined : eq(ticket.tier, tier),
      categories && within(ticket.category, categories),
      owners && within(ticket.owner, owners),
      source === undefined ? undefined : eq(ticket.source, source),
      reportedFrom === undefined ? undefined : gte(ticket.reportedAt, reportedFrom),
      reportedUntil === undefined ? undefined : lt(ticket.reportedAt, reportedUntil),
      lateAt === undefined ? undefined : isLate(lateAt),
    );
  };

  return { inScope, isLate, matches };
}
