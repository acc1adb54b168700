import { and, eq, inArray, isNotNull, ne, sql } from "drizzle-orm";
import type { Drizzle } from "./drizzle.ts";
import { wordsGone } from "./likeness.ts";
import { answer, attachment, delivery, likeness, person, text, ticket } from "./schema/index.ts";

/**
 * Empties what is personal of a person and of the tickets they reported. The writing connection overwrites with zeros what it deletes
 * (`secure_delete`), and the log is emptied after the commit (`empty-log.ts`), so that the texts are gone from the file and its log; a
 * backup made from then on never has them. What remains open: the disk itself, and that SQLite, where it rebuilds a page, may leave
 * a second copy of a row in the page's unused part. That was never seen for a text, whose rows only shrink, but in one of
 * some hundred rows that grow, people and failed deliveries. Where no trace at all may stay, replace the file by a backup of it.
 */
export function erase(write: Drizzle, tenant: string, id: string, now: number): void {
  const theirs = write
    .select({ id: ticket.id })
    .from(ticket)
    .where(and(eq(ticket.tenant, tenant), eq(ticket.reporter, id)));
  write
    .update(person)
    .set({ name: null, phone: null, address: null, erasedAt: now })
    .where(and(eq(person.tenant, tenant), eq(person.id, id)))
    .run();
  write
    .update(text)
    .set({ body: null, salt: null, erasedAt: now })
    .where(and(eq(text.tenant, tenant), inArray(text.ticket, theirs), isNotNull(text.body)))
    .run();
  // The words of a report are the report.
  const mine = and(eq(likeness.tenant, tenant), inArray(likeness.ticket, theirs));
  write.run(wordsGone(sql`${mine}`));
  write.update(likeness).set({ words: "[]" }).where(mine).run();
  write
    .update(attachment)
    .set({ name: null })
    .where(and(eq(attachment.tenant, tenant), inArray(attachment.ticket, theirs)))
    .run();
  // What is under way gets a mark, which settling heeds.
  write
    .update(delivery)
    .set({ error: "" })
    .where(and(eq(delivery.tenant, tenant), inArray(delivery.ticket, theirs), eq(delivery.state, "pending")))
    .run();
  write
    .update(delivery)
    .set({ error: sql`CASE state WHEN 'pending' THEN '' END` })
    .where(and(eq(delivery.tenant, tenant), inArray(delivery.ticket, theirs), isNotNull(delivery.error), ne(delivery.error, "")))
    .run();
  write
    .update(answer)
    .set({ fingerprint: "" })
    .where(and(eq(answer.tenant, tenant), inArray(answer.ticket, theirs)))
    .run();
}
