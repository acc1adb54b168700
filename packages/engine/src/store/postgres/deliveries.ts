import { and, asc, eq, sql } from "drizzle-orm";
import type { Pool } from "pg";
import type { JsonObject } from "../../model/json.ts";
import type { DeliveryState, DeliveryStore, Leased } from "../deliveries.ts";
import { settled } from "../settled.ts";
import type { Drizzle } from "./driver.ts";
import { inTransaction } from "./in-transaction.ts";
import { delivery } from "./schema/index.ts";

/**
 * The head of each lane (destination and ticket) whose time has come; what waits behind it waits. A head that another process
 * is leasing is skipped, and one that it has leased is looked at anew behind the lock and found not yet due.
 */
const lease = `
  WITH head AS MATERIALIZED (
    SELECT position FROM delivery AS head
    WHERE state = 'pending' AND next_at <= $1 AND destination = ANY ($2::text[])
      AND NOT EXISTS (
        SELECT 1 FROM delivery AS earlier
        WHERE earlier.state = 'pending' AND earlier.tenant = head.tenant AND earlier.destination = head.destination
          AND earlier.ticket = head.ticket AND earlier.position < head.position
      )
    ORDER BY position LIMIT $3 FOR UPDATE OF head SKIP LOCKED
  ), leased AS (
    UPDATE delivery SET attempt = attempt + 1, tries = tries + 1, next_at = $4, error = nullif(error, '')
    FROM head WHERE delivery.position = head.position RETURNING delivery.*
  )
  SELECT tenant, id, ticket, destination, topic, payload, attempt, tries FROM leased ORDER BY position`;

/** While its lease holds. An error emptied by an erasure stays so: the attempt under way then may have read what was erased. */
const settle = `
  UPDATE delivery SET state = $1, next_at = $2, settled_at = $3, error = CASE error WHEN '' THEN NULL ELSE $4 END
  WHERE tenant = $5 AND id = $6 AND attempt = $7 AND state = 'pending' AND next_at > $8`;

/** Where another of the lane has less than a lease to wait, an attempt at it may be under way. */
const revive = `
  UPDATE delivery SET state = 'pending', tries = 0, settled_at = NULL, next_at = greatest($1, (
    SELECT max(next_at) FROM delivery AS other
    WHERE other.state = 'pending' AND other.tenant = delivery.tenant AND other.destination = delivery.destination
      AND other.ticket = delivery.ticket AND other.next_at <= $2
  ))
  WHERE tenant = $3 AND id = $4 AND state IN ('dead', 'undeliverable')`;

/** No delivery of the lane is leased between the look and the writing. Redelivering is done by hand, so that all may wait a moment. */
const noLease = "LOCK TABLE delivery IN SHARE ROW EXCLUSIVE MODE";

type Row = Omit<Leased, "payload"> & { readonly payload: string };

export function deliveryStore(db: Drizzle, pool: Pool): DeliveryStore {
  return {
    lease: async (destinations, now, until, limit) => {
      const { rows } = await pool.query<Row>({ name: "lease", text: lease, values: [now, destinations, limit, until] });
      return rows.map(leasedOf);
    },
    settle: async ({ tenant, id, attempt }, now, outcome) => {
      const { state, nextAt, settledAt, error } = settled(outcome, now);
      const values = [state, nextAt, settledAt, error, tenant, id, attempt, now];
      return (await pool.query({ name: "settle", text: settle, values })).rowCount === 1;
    },
    redeliver: async (tenant, id, now, longestLease) =>
      inTransaction(pool, noLease, async (client) => (await client.query(revive, [now, now + longestLease, tenant, id])).rowCount === 1),
    list: async (tenant, state, limit) => {
      const rows = await db
        .select()
        .from(delivery)
        .where(and(eq(delivery.tenant, tenant), inState(state)))
        .orderBy(asc(delivery.position))
        .limit(limit);
      return rows.map((row) => ({ ...leasedOf(row), state, error: row.error === "" ? null : row.error }));
    },
  };
}

/** The few that failed have an index, which is used where the query names their states as it does. */
function inState(state: DeliveryState) {
  const failed = state === "dead" || state === "undeliverable";
  return and(eq(delivery.state, state), failed ? sql`${delivery.state} in ('dead', 'undeliverable')` : undefined);
}

function leasedOf({ tenant, id, ticket, destination, topic, payload, attempt, tries }: Row): Leased {
  return { tenant, id, ticket, destination, topic, payload: JSON.parse(payload) as JsonObject, attempt, tries };
}
