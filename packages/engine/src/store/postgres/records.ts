import { and, asc, count, eq, gte, lt, sql } from "drizzle-orm";
import { recordsOf, type RecordStore, type Window } from "../records.ts";
import type { Drizzle } from "./driver.ts";
import { journal, text, ticket } from "./schema/index.ts";
import { within } from "./within.ts";

export function recordStore(db: Drizzle): RecordStore {
  return {
    count: async (of, window) => (await db.select({ tickets: count() }).from(ticket).where(reportedIn(of, window)))[0]?.tickets ?? 0,
    reportedAt: async (of, window, behind) => {
      const at = db.select({ at: ticket.reportedAt }).from(ticket).where(reportedIn(of, window)).orderBy(asc(ticket.reportedAt));
      return (await at.limit(1).offset(behind))[0]?.at;
    },
    // In one snapshot, so that an entry comes with its texts.
    page: (of, window, after, limit) =>
      db.transaction(
        async (tx) => {
          const behind = after && sql`(${ticket.reportedAt}, ${ticket.id}) > (${after.reportedAt}, ${after.id})`;
          const tickets = await tx
            .select({ id: ticket.id, reportedAt: ticket.reportedAt })
            .from(ticket)
            .where(and(reportedIn(of, window), behind))
            .orderBy(asc(ticket.reportedAt), asc(ticket.id))
            .limit(limit);
          const ids = tickets.map(({ id }) => id);
          const entries = await tx
            .select({ ticket: journal.ticket, body: journal.entry })
            .from(journal)
            .where(and(eq(journal.tenant, of), within(journal.ticket, ids)))
            .orderBy(asc(journal.ticket), asc(journal.seq));
          const texts = await tx
            .select({ ticket: text.ticket, id: text.id, body: text.body })
            .from(text)
            .where(and(eq(text.tenant, of), within(text.ticket, ids)));
          return recordsOf(tickets, entries, texts);
        },
        { isolationLevel: "repeatable read", accessMode: "read only" },
      ),
  };
}

function reportedIn(of: string, { since, until }: Window) {
  return and(eq(ticket.tenant, of), gte(ticket.reportedAt, since), lt(ticket.reportedAt, until));
}
