import { asc, count, eq } from "drizzle-orm";
import type { DefinitionKind } from "../../model/definition-kind.ts";
import type { DefinitionStore } from "../definitions.ts";
import type { Drizzle } from "./drizzle.ts";
import type { GroupWriter } from "./group-writer.ts";
import { putProposal } from "./proposals.ts";
import { definition, tenant } from "./schema/index.ts";

export function definitionStore(read: Drizzle, enqueue: GroupWriter["enqueue"], write: Drizzle): DefinitionStore {
  return {
    tenants: () =>
      Promise.resolve(
        read.select({ id: tenant.id, zone: tenant.zone, numberPrefix: tenant.numberPrefix }).from(tenant).orderBy(asc(tenant.id)).all(),
      ),
    putTenant: ({ id, zone, numberPrefix }) =>
      enqueue(() => {
        write
          .insert(tenant)
          .values({ id, zone, numberPrefix, lastNumber: 0 })
          .onConflictDoUpdate({ target: tenant.id, set: { zone, numberPrefix } })
          .run();
      }),
    all: (of) => {
      const columns = {
        kind: definition.kind,
        id: definition.id,
        version: definition.version,
        body: definition.body,
        hash: definition.hash,
      };
      const rows = read
        .select(columns)
        .from(definition)
        .where(eq(definition.tenant, of))
        .orderBy(asc(definition.kind), asc(definition.id), asc(definition.version))
        .all();
      return Promise.resolve(rows.map((row) => ({ ...row, kind: row.kind as DefinitionKind })));
    },
    publish: (of, { rows, author, approver, at, seen, proposal }) =>
      enqueue(() => {
        const there = write.select({ versions: count() }).from(definition).where(eq(definition.tenant, of)).get();
        if (there?.versions !== seen) return false;
        if (proposal && !putProposal(write, of, proposal)) return false;
        for (const row of rows)
          write
            .insert(definition)
            .values({ tenant: of, ...row, status: "published", author, approver, publishedAt: at })
            .run();
        return true;
      }),
  };
}
