import { and, asc, eq, gt, lte } from "drizzle-orm";
import type { Pool } from "pg";
import type { FeedRow, JournalStore } from "../journal.ts";
import type { Drizzle } from "./driver.ts";
import { inTransaction } from "./in-transaction.ts";
import { takeFeedLock } from "./locks.ts";
import { journal } from "./schema/index.ts";

/**
 * Gives feed positions to entries that are committed and have none. Behind one lock per tenant, so that a position is never given
 * before a lower one is visible; within a ticket in the order of its entries, since the later one drew the higher number.
 */
const append = `
  WITH fresh AS (
    SELECT position, row_number() OVER (ORDER BY position) AS n
    FROM (SELECT position FROM journal WHERE tenant = $1 AND feed IS NULL ORDER BY position LIMIT $2) AS first
  )
  UPDATE journal SET feed = (SELECT greatest(coalesce(max(feed), 0), 0) FROM journal WHERE tenant = $1) + fresh.n
  FROM fresh WHERE journal.position = fresh.position`;

export function journalStore(db: Drizzle, pool: Pool): JournalStore {
  const fed = async (tenant: string, after: number, limit: number): Promise<readonly FeedRow[]> => {
    const rows = await db
      .select({ position: journal.feed, ticket: journal.ticket, seq: journal.seq, hash: journal.hash })
      .from(journal)
      .where(and(eq(journal.tenant, tenant), gt(journal.feed, after)))
      .orderBy(asc(journal.feed))
      .limit(limit);
    return rows as readonly FeedRow[];
  };
  return {
    of: (tenant, id, until) => {
      const upTo = until === undefined ? undefined : lte(journal.seq, until);
      const columns = { ticket: journal.ticket, seq: journal.seq, body: journal.entry, hash: journal.hash };
      const where = and(eq(journal.tenant, tenant), eq(journal.ticket, id), upTo);
      return db.select(columns).from(journal).where(where).orderBy(asc(journal.seq));
    },
    feed: async (tenant, after, limit) => {
      const known = await fed(tenant, after, limit);
      if (known.length === limit) return known;
      await inTransaction(pool, takeFeedLock(tenant), (client) => client.query(append, [tenant, limit]));
      // Also where we gave none: somebody else may have, while we waited for the lock.
      return fed(tenant, after, limit);
    },
  };
}
