import { and, asc, eq, gt, lte, notExists, sql } from "drizzle-orm";
import type { JournalStore } from "../journal.ts";
import type { Drizzle } from "./drizzle.ts";
import { journal, part, ticket, ticketUnit, timer } from "./schema/index.ts";

export function journalStore(read: Drizzle): JournalStore {
  return {
    of: (tenant, id, until) => {
      const upTo = until === undefined ? undefined : lte(journal.seq, until);
      const columns = { ticket: journal.ticket, seq: journal.seq, body: journal.entry, hash: journal.hash };
      const where = and(eq(journal.tenant, tenant), eq(journal.ticket, id), upTo);
      return Promise.resolve(read.select(columns).from(journal).where(where).orderBy(asc(journal.seq)).all());
    },
    tickets: (tenant, after, limit) => {
      const columns = { id: ticket.id, document: ticket.document, head: ticket.head };
      const where = and(eq(ticket.tenant, tenant), gt(ticket.id, after));
      return Promise.resolve(read.select(columns).from(ticket).where(where).orderBy(asc(ticket.id)).limit(limit).all());
    },
    orphans: (tenant) => {
      const owner = read
        .select({ one: sql`1` })
        .from(ticket)
        .where(and(eq(ticket.tenant, journal.tenant), eq(ticket.id, journal.ticket)));
      const rows = read
        .selectDistinct({ ticket: journal.ticket })
        .from(journal)
        .where(and(eq(journal.tenant, tenant), notExists(owner)))
        .orderBy(asc(journal.ticket))
        .all();
      return Promise.resolve(rows.map((row) => row.ticket));
    },
    rows: (tenant, id) =>
      Promise.resolve({
        timers: read
          .select({ id: timer.id, generation: timer.generation, due: timer.due })
          .from(timer)
          .where(and(eq(timer.tenant, tenant), eq(timer.ticket, id)))
          .all(),
        parts: read
          .select({ key: part.key, role: part.role, unit: part.unit })
          .from(part)
          .where(and(eq(part.tenant, tenant), eq(part.ticket, id)))
          .all(),
        units: read
          .select({ unit: ticketUnit.unit, why: ticketUnit.why })
          .from(ticketUnit)
          .where(and(eq(ticketUnit.tenant, tenant), eq(ticketUnit.ticket, id)))
          .all(),
      }),
  };
}
