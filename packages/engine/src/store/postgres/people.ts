import { and, eq, isNull, sql } from "drizzle-orm";
import type { Person, PersonStore } from "../people.ts";
import type { Drizzle } from "./driver.ts";
import { erase } from "./erase.ts";
import { person } from "./schema/index.ts";
import { within } from "./within.ts";

export function personStore(db: Drizzle): PersonStore {
  return {
    put: async (tenant, people) => {
      // One statement cannot write a row twice: of two rows for one person the later counts.
      const last = new Map(people.map((each) => [each.id, each]));
      if (last.size === 0) return;
      const rows = [...last.values()].map(({ id, kind, name = null, phone = null, address = null }) => {
        return { tenant, id, kind, name, phone, address, erasedAt: null };
      });
      const given = (column: string) => sql.raw(`excluded.${column}`);
      const set = { kind: given("kind"), name: given("name"), phone: given("phone"), address: given("address"), erasedAt: null };
      await db
        .insert(person)
        .values(rows)
        .onConflictDoUpdate({ target: [person.tenant, person.id], set });
    },
    name: async (tenant, staff) => {
      const last = new Map(staff.map((each) => [each.id, each]));
      if (last.size === 0) return;
      const rows = [...last.values()].map(({ id, name }) => ({ tenant, id, kind: "staff", name }));
      await db
        .insert(person)
        .values(rows)
        .onConflictDoUpdate({
          target: [person.tenant, person.id],
          set: { name: sql.raw("excluded.name") },
          setWhere: isNull(person.erasedAt),
        });
    },
    get: async (tenant, ids) => {
      const rows = await db
        .select()
        .from(person)
        .where(and(eq(person.tenant, tenant), within(person.id, ids)));
      return rows.map(personOf);
    },
    erase: (tenant, id, now) => erase(db, tenant, id, now),
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
