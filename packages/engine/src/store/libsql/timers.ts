import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { DueTimer, TimerStore } from "../timers.ts";
import type { Drizzle } from "./drizzle.ts";
import type { GroupWriter } from "./group-writer.ts";
import { timer } from "./schema/index.ts";

export function timerStore(read: Drizzle, enqueue: GroupWriter["enqueue"], write: Drizzle): TimerStore {
  return {
    due: (now, limit, after) => {
      const order = [asc(timer.due), asc(timer.tenant), asc(timer.ticket), asc(timer.id)];
      const rows = read
        .select()
        .from(timer)
        .where(and(lte(timer.due, now), after && behind(after)))
        .orderBy(...order)
        .limit(limit)
        .all();
      return Promise.resolve(rows);
    },
    next: () =>
      Promise.resolve(
        read
          .select({ due: sql<number | null>`min(${timer.due})` })
          .from(timer)
          .get()?.due ?? undefined,
      ),
    drop: ({ tenant, ticket, id, generation }) =>
      enqueue(() => {
        const mine = and(eq(timer.tenant, tenant), eq(timer.ticket, ticket), eq(timer.id, id), eq(timer.generation, generation));
        write.delete(timer).where(mine).run();
      }),
  };
}

function behind({ due, tenant, ticket, id }: DueTimer) {
  return sql`(${timer.due}, ${timer.tenant}, ${timer.ticket}, ${timer.id}) > (${due}, ${tenant}, ${ticket}, ${id})`;
}
