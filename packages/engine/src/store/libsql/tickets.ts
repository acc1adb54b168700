import { and, asc, countDistinct, eq, gt, isNull, ne, or, sql, type SQL } from "drizzle-orm";
import type { Ticket } from "../../model/ticket.ts";
import { ticketConditions } from "../ticket-conditions.ts";
import type { Grouping, TicketStore, Waiting } from "../tickets.ts";
import type { Drizzle } from "./drizzle.ts";
import { partOf, type PartColumns } from "../part-columns.ts";
import { part, text, ticket, ticketUnit } from "./schema/index.ts";
import { within } from "./within.ts";

const { inScope, isLate, matches } = ticketConditions({ ticket, ticketUnit, within });

export function ticketStore(read: Drizzle): TicketStore {
  const one = (...where: SQL[]) => {
    const [row] = read
      .select({ document: ticket.document })
      .from(ticket)
      .where(and(...where))
      .limit(1)
      .all();
    return Promise.resolve(row && parse(row.document));
  };
  return {
    get: (tenant, id) => one(eq(ticket.tenant, tenant), eq(ticket.id, id)),
    byNumber: (tenant, number) => one(eq(ticket.tenant, tenant), eq(ticket.number, number)),
    bySourceKey: (tenant, source, key) => one(eq(ticket.tenant, tenant), eq(ticket.source, source), eq(ticket.sourceKey, key)),
    mergedInto: (tenant, id, after, limit) => {
      const merged = and(eq(ticket.tenant, tenant), eq(ticket.mergedInto, id), gt(ticket.id, after));
      const rows = read.select({ id: ticket.id }).from(ticket).where(merged).orderBy(asc(ticket.id)).limit(limit).all();
      return Promise.resolve(rows.map((row) => row.id));
    },
    list: (tenant, scope, filter, page) => {
      const where = and(
        eq(ticket.tenant, tenant),
        inScope(scope),
        matches(filter),
        page.after === undefined ? undefined : gt(ticket.id, page.after),
      );
      const rows = read.select({ document: ticket.document }).from(ticket).where(where).orderBy(asc(ticket.id)).limit(page.limit).all();
      return Promise.resolve(rows.map((row) => parse(row.document)));
    },
    count: (tenant, scope, filter, by, now) => {
      const value = columnOf(by);
      const rows = read
        .select({
          value: sql<string | null>`cast(${value} as text)`,
          tickets: sql<number>`count(*)`,
          withDue: sql<number>`count(${ticket.due})`,
          late: sql<number>`coalesce(sum(${isLate(now)}), 0)`,
        })
        .from(ticket)
        .where(and(eq(ticket.tenant, tenant), inScope(scope), matches(filter)))
        .groupBy(value)
        .orderBy(sql`count(*) desc`, asc(value))
        .all();
      return Promise.resolve(rows);
    },
    inbox: (tenant, person, seats, limit) => {
      const held = seats.map(({ role, units }) => and(eq(part.role, role), within(part.unit, units)));
      if (held.length === 0) return Promise.resolve([]);
      const rows = read
        .select({
          kind: part.kind,
          key: part.key,
          role: part.role,
          unit: part.unit,
          due: part.due,
          assignee: part.assignee,
          document: ticket.document,
        })
        .from(part)
        .innerJoin(ticket, and(eq(ticket.tenant, part.tenant), eq(ticket.id, part.ticket)))
        .where(and(eq(part.tenant, tenant), or(...held), or(isNull(part.assignee), eq(part.assignee, person))))
        .orderBy(sql`${part.due} is null`, asc(part.due), asc(ticket.reportedAt), asc(ticket.id), asc(part.key))
        .limit(limit)
        .all();
      return Promise.resolve(rows.map(waitingOf));
    },
    openAt: (tenant, units) => {
      const rows = read
        .select({ unit: ticketUnit.unit, tickets: countDistinct(ticket.id) })
        .from(ticketUnit)
        .innerJoin(ticket, and(eq(ticket.tenant, ticketUnit.tenant), eq(ticket.id, ticketUnit.ticket), eq(ticket.open, 1)))
        .where(and(eq(ticketUnit.tenant, tenant), within(ticketUnit.unit, units), ne(ticketUnit.why, "past-owner")))
        .groupBy(ticketUnit.unit)
        .all();
      return Promise.resolve(new Map(rows.map(({ unit, tickets }) => [unit, tickets])));
    },
    texts: (tenant, ids) => {
      const rows = read
        .select({ id: text.id, body: text.body })
        .from(text)
        .where(and(eq(text.tenant, tenant), within(text.id, ids)))
        .all();
      return Promise.resolve(new Map(rows.flatMap(({ id, body }) => (body === null ? [] : [[id, body] as const]))));
    },
  };
}

function waitingOf({ document, ...row }: PartColumns & { readonly document: string }): Waiting {
  return { part: partOf(row), ticket: parse(document) };
}

function parse(document: string): Ticket {
  return JSON.parse(document) as Ticket;
}

function columnOf(by: Grouping) {
  return ticket[by];
}
