import { and, eq, sql } from "drizzle-orm";
import type { Person, PersonStore } from "../people.ts";
import type { Drizzle } from "./drizzle.ts";
import type { GroupWriter } from "./group-writer.ts";
import { attachment, person, text, ticket } from "./schema/index.ts";

export function personStore(read: Drizzle, enqueue: GroupWriter["enqueue"], write: Drizzle): PersonStore {
  return {
    put: (tenant, people) =>
      enqueue(() => {
        for (const { id, kind, name = null, phone = null, address = null } of people) {
          const set = { kind, name, phone, address, erasedAt: null };
          write
            .insert(person)
            .values({ tenant, id, ...set })
            .onConflictDoUpdate({ target: [person.tenant, person.id], set })
            .run();
        }
      }),
    get: (tenant, ids) => {
      const mine = and(eq(person.tenant, tenant), sql`${person.id} in (select value from json_each(${JSON.stringify(ids)}))`);
      return Promise.resolve(read.select().from(person).where(mine).all().map(personOf));
    },
    erase: (tenant, id, now) =>
      enqueue(() => {
        const empty = { name: null, phone: null, address: null, erasedAt: now };
        write
          .update(person)
          .set(empty)
          .where(and(eq(person.tenant, tenant), eq(person.id, id)))
          .run();
        const theirs = sql`(select ${ticket.id} from ${ticket} where ${ticket.tenant} = ${tenant} and json_extract(${ticket.document}, '$.reporter') = ${id})`;
        write
          .update(text)
          .set({ body: null, salt: null, erasedAt: now })
          .where(and(eq(text.tenant, tenant), sql`${text.ticket} in ${theirs}`))
          .run();
        write
          .update(attachment)
          .set({ name: null })
          .where(and(eq(attachment.tenant, tenant), sql`${attachment.ticket} in ${theirs}`))
          .run();
      }),
  };
}

function personOf(row: typeof person.$inferSelect): Person {
  return {
    id: row.id,
    kind: row.kind === "staff" ? "staff" : "reporter",
    name: row.name ?? undefined,
    phone: row.phone ?? undefined,
    address: row.address ?? undefined,
  };
}
