import { and, asc, count, eq, gte, lt, sql } from "drizzle-orm";
import { recordsOf, type RecordStore, type Window } from "../records.ts";
import type { Drizzle } from "./drizzle.ts";
import { journal, text, ticket } from "./schema/index.ts";
import { within } from "./within.ts";

export function recordStore(read: Drizzle): RecordStore {
  return {
    count: (of, window) => {
      const row = read.select({ tickets: count() }).from(ticket).where(reportedIn(of, window)).get();
      return Promise.resolve(row?.tickets ?? 0);
    },
    reportedAt: (of, window, behind) => {
      const at = read.select({ at: ticket.reportedAt }).from(ticket).where(reportedIn(of, window)).orderBy(asc(ticket.reportedAt));
      return Promise.resolve(at.limit(1).offset(behind).get()?.at);
    },
    page: (of, window, after, limit) => {
      const behind = after && sql`(${ticket.reportedAt}, ${ticket.id}) > (${after.reportedAt}, ${after.id})`;
      const tickets = read
        .select({ id: ticket.id, reportedAt: ticket.reportedAt })
        .from(ticket)
        .where(and(reportedIn(of, window), behind))
        .orderBy(asc(ticket.reportedAt), asc(ticket.id))
        .limit(limit)
        .all();
      const ids = tickets.map(({ id }) => id);
      const entries = read
        .select({ ticket: journal.ticket, body: journal.entry })
        .from(journal)
        .where(and(eq(journal.tenant, of), within(journal.ticket, ids)))
        .orderBy(asc(journal.ticket), asc(journal.seq))
        .all();
      const texts = read
        .select({ ticket: text.ticket, id: text.id, body: text.body })
        .from(text)
        .where(and(eq(text.tenant, of), within(text.ticket, ids)))
        .all();
      return Promise.resolve(recordsOf(tickets, entries, texts));
    },
  };
}

function reportedIn(of: string, { since, until }: Window) {
  return and(eq(ticket.tenant, of), gte(ticket.reportedAt, since), lt(ticket.reportedAt, until));
}
