import { and, eq, inArray, isNotNull, ne, sql } from "drizzle-orm";
import type { Drizzle } from "./driver.ts";
import { answer, attachment, delivery, likeness, person, text, ticket } from "./schema/index.ts";

/**
 * Empties what is personal of a person and of the tickets they reported. PostgreSQL keeps the old version of a changed row until VACUUM
 * (autovacuum in its own time, or the operator's `VACUUM text, person, attachment, delivery, answer, likeness, likeness_word`) frees its place, where the bytes stay
 * until something else is written over them; `VACUUM FULL` of these tables writes them anew without. The write-ahead log holds them as
 * long as its segments are kept: `wal_keep_size`, `max_slot_wal_keep_size`, archives for point-in-time recovery. Replicas follow;
 * dumps and base backups made before keep everything, so their retention is the bound on forgetting.
 */
export async function erase(db: Drizzle, tenant: string, id: string, now: number): Promise<void> {
  const act = async (tx: Pick<Drizzle, "select" | "update" | "execute">) => {
    const theirs = tx
      .select({ id: ticket.id })
      .from(ticket)
      .where(and(eq(ticket.tenant, tenant), eq(ticket.reporter, id)));
    await tx
      .update(person)
      .set({ name: null, phone: null, address: null, erasedAt: now })
      .where(and(eq(person.tenant, tenant), eq(person.id, id)));
    await tx
      .update(text)
      .set({ body: null, salt: null, erasedAt: now })
      .where(and(eq(text.tenant, tenant), inArray(text.ticket, theirs), isNotNull(text.body)));
    // The words of a report are the report.
    const mine = and(eq(likeness.tenant, tenant), inArray(likeness.ticket, theirs));
    await tx.execute(sql`delete from likeness_word as held using likeness, json_array_elements_text(likeness.words::json) as word
      where ${mine} and held.tenant = likeness.tenant and held.word = word::int and held.reported_at = likeness.reported_at
        and held.ticket = likeness.ticket`);
    await tx.update(likeness).set({ words: "[]" }).where(mine);
    await tx
      .update(attachment)
      .set({ name: null })
      .where(and(eq(attachment.tenant, tenant), inArray(attachment.ticket, theirs)));
    // What is under way gets a mark, which settling heeds. What was settled or put back meanwhile is found by the second.
    await tx
      .update(delivery)
      .set({ error: "" })
      .where(and(eq(delivery.tenant, tenant), inArray(delivery.ticket, theirs), eq(delivery.state, "pending")));
    await tx
      .update(delivery)
      .set({ error: sql`CASE state WHEN 'pending' THEN '' END` })
      .where(and(eq(delivery.tenant, tenant), inArray(delivery.ticket, theirs), isNotNull(delivery.error), ne(delivery.error, "")));
    await tx
      .update(answer)
      .set({ fingerprint: "" })
      .where(and(eq(answer.tenant, tenant), inArray(answer.ticket, theirs)));
  };
  // By name, whatever the server's default: a stricter one would fail where commands go on meanwhile.
  await db.transaction(act, { isolationLevel: "read committed" });
}
