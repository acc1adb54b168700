import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import type { JournalStore } from "../journal.ts";
import type { Drizzle } from "./drizzle.ts";
import { journal } from "./schema/index.ts";

export function journalStore(read: Drizzle): JournalStore {
  return {
    of: (tenant, id, until) => {
      const upTo = until === undefined ? undefined : lte(journal.seq, until);
      const columns = { ticket: journal.ticket, seq: journal.seq, body: journal.entry, hash: journal.hash };
      const where = and(eq(journal.tenant, tenant), eq(journal.ticket, id), upTo);
      return Promise.resolve(read.select(columns).from(journal).where(where).orderBy(asc(journal.seq)).all());
    },
    // With one writer the order of positions is the order of commits.
    feed: (tenant, after, limit) => {
      const columns = { position: journal.position, ticket: journal.ticket, seq: journal.seq, hash: journal.hash };
      // The plus keeps SQLite from the tenant's index, behind which it would sort the whole journal for each page.
      const where = and(gt(journal.position, after), sql`+${journal.tenant} = ${tenant}`);
      return Promise.resolve(read.select(columns).from(journal).where(where).orderBy(asc(journal.position)).limit(limit).all());
    },
  };
}
