import { and, asc, eq } from "drizzle-orm";
import type { JsonObject } from "../../model/json.ts";
import type { DeliveryOutcome, DeliveryStore, Leased } from "../deliveries.ts";
import type { Connection, SqlValue } from "./connection.ts";
import type { Drizzle } from "./drizzle.ts";
import type { GroupWriter } from "./group-writer.ts";
import { delivery } from "./schema/index.ts";

/** The head of each lane (destination and ticket) whose time has come; what waits behind it waits. */
const leaseable = `
  UPDATE delivery SET attempt = attempt + 1, next_at = ?
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
  RETURNING tenant, id, ticket, destination, topic, payload, attempt`;

export function deliveryStore(read: Drizzle, enqueue: GroupWriter["enqueue"], writing: Connection): DeliveryStore {
  const settled =
    "UPDATE delivery SET state = ?, next_at = ?, settled_at = ?, error = ? WHERE tenant = ? AND id = ? AND attempt = ? AND state = 'pending'";
  const revive =
    "UPDATE delivery SET state = 'pending', attempt = 0, next_at = ?, settled_at = NULL WHERE tenant = ? AND id = ? AND state IN ('dead', 'undeliverable')";
  return {
    lease: async (destinations, now, until, limit) => {
      // Asked on the reading connection first: an empty outbox must cost no transaction.
      if (!anythingWaits(read)) return [];
      return enqueue(() => writing.prepare(leaseable).all(until, now, JSON.stringify(destinations), limit).map(leasedOf));
    },
    settle: (leased, now, outcome) =>
      enqueue(() => {
        const { state, nextAt, settledAt, error } = after(outcome, now);
        return writing.prepare(settled).run(state, nextAt, settledAt, error, leased.tenant, leased.id, leased.attempt).changes === 1;
      }),
    redeliver: (tenant, id, now) => enqueue(() => writing.prepare(revive).run(now, tenant, id).changes === 1),
    list: (tenant, state, limit) => {
      const rows = read
        .select()
        .from(delivery)
        .where(and(eq(delivery.tenant, tenant), eq(delivery.state, state)))
        .orderBy(asc(delivery.position))
        .limit(limit)
        .all();
      return Promise.resolve(rows.map((row) => ({ ...row, state, payload: JSON.parse(row.payload) as JsonObject })));
    },
  };
}

function anythingWaits(read: Drizzle): boolean {
  return read.select({ position: delivery.position }).from(delivery).where(eq(delivery.state, "pending")).limit(1).all().length > 0;
}

function after(outcome: DeliveryOutcome, now: number) {
  if (outcome.type === "retry") return { state: "pending", nextAt: outcome.at, settledAt: null, error: outcome.error };
  return { state: outcome.type, nextAt: 0, settledAt: now, error: outcome.type === "done" ? null : outcome.error };
}

function leasedOf([tenant, id, ticket, destination, topic, payload, attempt]: readonly SqlValue[]): Leased {
  return {
    tenant: String(tenant),
    id: String(id),
    ticket: String(ticket),
    destination: String(destination),
    topic: String(topic),
    payload: JSON.parse(String(payload)) as JsonObject,
    attempt: Number(attempt),
  };
}
