import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { DueTimer, TimerStore } from "../timers.ts";
import type { Drizzle } from "./driver.ts";
import { timer } from "./schema/index.ts";

/** Several processes may see the same timer due; the ticket's lock and the timer's generation let one of them fire it. */
export function timerStore(db: Drizzle): TimerStore {
  return {
    due: (now, limit, after) => {
      const order = [asc(timer.due), asc(timer.tenant), asc(timer.ticket), asc(timer.id)];
      return db
        .select()
        .from(timer)
        .where(and(lte(timer.due, now), after && behind(after)))
        .orderBy(...order)
        .limit(limit);
    },
    next: async () => (await db.select({ due: timer.due }).from(timer).orderBy(asc(timer.due)).limit(1))[0]?.due,
    drop: async ({ tenant, ticket, id, generation }) => {
      const mine = and(eq(timer.tenant, tenant), eq(timer.ticket, ticket), eq(timer.id, id), eq(timer.generation, generation));
      await db.delete(timer).where(mine);
    },
  };
}

function behind({ due, tenant, ticket, id }: DueTimer) {
  return sql`(${timer.due}, ${timer.tenant}, ${timer.ticket}, ${timer.id}) > (${due}, ${tenant}, ${ticket}, ${id})`;
}
