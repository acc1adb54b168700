import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import type { JsonObject } from "../../model/json.ts";
import type { DeliveryRow, DeliveryState, DeliveryStore, Leased } from "../deliveries.ts";
import { settled } from "../settled.ts";
import type { Connection, SqlValue } from "./connection.ts";
import type { Drizzle } from "./drizzle.ts";
import type { GroupWriter } from "./group-writer.ts";
import { delivery } from "./schema/index.ts";

/** The head of each lane (destination and ticket) whose time has come; what waits behind it waits. */
const leaseable = `
  UPDATE delivery SET attempt = attempt + 1, tries = tries + 1, next_at = ?, error = nullif(error, '')
  WHERE position IN (
    SELECT position FROM delivery AS head
    WHERE state = 'pending' AND next_at <= ? AND destination IN (SELECT value FROM json_each(?))
      AND NOT EXISTS (
        SELECT 1 FROM delivery AS earlier
        WHERE earlier.state = 'pending' AND earlier.tenant = head.tenant AND earlier.destination = head.destination
          AND earlier.ticket = head.ticket AND earlier.position < head.position
      )
    ORDER BY position LIMIT ?
  )
  RETURNING tenant, id, ticket, destination, topic, payload, attempt, tries`;

/** While its lease holds. An error emptied by an erasure stays so: the attempt under way then may have read what was erased. */
const settle = `
  UPDATE delivery SET state = ?, next_at = ?, settled_at = ?, error = CASE error WHEN '' THEN NULL ELSE ? END
  WHERE tenant = ? AND id = ? AND attempt = ? AND state = 'pending' AND next_at > ?`;

/** Where another of the lane has less than a lease to wait, an attempt at it may be under way. */
const revive = `
  UPDATE delivery SET state = 'pending', tries = 0, settled_at = NULL, next_at = max(?, coalesce((
    SELECT max(next_at) FROM delivery AS other
    WHERE other.state = 'pending' AND other.tenant = delivery.tenant AND other.destination = delivery.destination
      AND other.ticket = delivery.ticket AND other.next_at <= ?
  ), 0))
  WHERE tenant = ? AND id = ? AND state IN ('dead', 'undeliverable')`;

export function deliveryStore(read: Drizzle, enqueue: GroupWriter["enqueue"], writing: Connection): DeliveryStore {
  return {
    lease: async (destinations, now, until, limit) => {
      // Asked on the reading connection first: an empty outbox must cost no transaction.
      if (!anythingWaits(read, destinations, now)) return [];
      return enqueue(() => writing.prepare(leaseable).all(until, now, JSON.stringify(destinations), limit).map(leasedOf));
    },
    settle: (leased, now, outcome) =>
      enqueue(() => {
        const { state, nextAt, settledAt, error } = settled(outcome, now);
        const values = [state, nextAt, settledAt, error, leased.tenant, leased.id, leased.attempt, now];
        return writing.prepare(settle).run(...values).changes === 1;
      }),
    redeliver: (tenant, id, now, longestLease) =>
      enqueue(() => writing.prepare(revive).run(now, now + longestLease, tenant, id).changes === 1),
    list: (tenant, state, limit) => {
      const rows = read
        .select()
        .from(delivery)
        .where(and(eq(delivery.tenant, tenant), inState(state)))
        .orderBy(asc(delivery.position))
        .limit(limit)
        .all();
      return Promise.resolve(rows.map((row) => rowOf(row, state)));
    },
  };
}

function anythingWaits(read: Drizzle, destinations: readonly string[], now: number): boolean {
  const waiting = and(eq(delivery.state, "pending"), lte(delivery.nextAt, now), inArray(delivery.destination, [...destinations]));
  return read.select({ position: delivery.position }).from(delivery).where(waiting).limit(1).all().length > 0;
}

/** The few that failed have an index, which is used where the query names their states as it does. */
function inState(state: DeliveryState) {
  const failed = state === "dead" || state === "undeliverable";
  return and(eq(delivery.state, state), failed ? sql`${delivery.state} in ('dead', 'undeliverable')` : undefined);
}

function rowOf(row: typeof delivery.$inferSelect, state: DeliveryState): DeliveryRow {
  const { tenant, id, ticket, destination, topic, payload, attempt, tries, error } = row;
  const said = error === "" ? null : error;
  return { tenant, id, ticket, destination, topic, payload: JSON.parse(payload) as JsonObject, attempt, tries, state, error: said };
}

function leasedOf([tenant, id, ticket, destination, topic, payload, attempt, tries]: readonly SqlValue[]): Leased {
  return {
    tenant: String(tenant),
    id: String(id),
    ticket: String(ticket),
    destination: String(destination),
    topic: String(topic),
    payload: JSON.parse(String(payload)) as JsonObject,
    attempt: Number(attempt),
    tries: Number(tries),
  };
}
