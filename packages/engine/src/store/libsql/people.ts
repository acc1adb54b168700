import { and, eq, isNull, sql } from "drizzle-orm";
import type { Person, PersonStore } from "../people.ts";
import type { Drizzle } from "./drizzle.ts";
import { erase } from "./erase.ts";
import type { GroupWriter } from "./group-writer.ts";
import { person } from "./schema/index.ts";

export function personStore(read: Drizzle, enqueue: GroupWriter["enqueue"], write: Drizzle, emptyLog: () => void): PersonStore {
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
    name: (tenant, staff) =>
      enqueue(() => {
        for (const { id, name } of staff) {
          write
            .insert(person)
            .values({ tenant, id, kind: "staff", name })
            .onConflictDoUpdate({ target: [person.tenant, person.id], set: { name }, setWhere: isNull(person.erasedAt) })
            .run();
        }
      }),
    get: (tenant, ids) => {
      const mine = and(eq(person.tenant, tenant), sql`${person.id} in (select value from json_each(${JSON.stringify(ids)}))`);
      return Promise.resolve(read.select().from(person).where(mine).all().map(personOf));
    },
    erase: (tenant, id, now) => enqueue(() => erase(write, tenant, id, now)).then(emptyLog),
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
