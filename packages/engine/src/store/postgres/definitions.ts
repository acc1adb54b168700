import { asc, eq, sql } from "drizzle-orm";
import type { DefinitionKind } from "../../model/definition-kind.ts";
import type { DefinitionStore } from "../definitions.ts";
import type { Drizzle } from "./driver.ts";
import { takeDefinitionsLock } from "./locks.ts";
import { putProposal } from "./proposals.ts";
import { definition, tenant } from "./schema/index.ts";

export function definitionStore(db: Drizzle): DefinitionStore {
  return {
    tenants: () => db.select({ id: tenant.id, zone: tenant.zone, numberPrefix: tenant.numberPrefix }).from(tenant).orderBy(asc(tenant.id)),
    putTenant: async ({ id, zone, numberPrefix }) => {
      await db
        .insert(tenant)
        .values({ id, zone, numberPrefix, lastNumber: 0 })
        .onConflictDoUpdate({ target: tenant.id, set: { zone, numberPrefix } });
    },
    all: async (of) => {
      const columns = {
        kind: definition.kind,
        id: definition.id,
        version: definition.version,
        body: definition.body,
        hash: definition.hash,
      };
      const rows = await db
        .select(columns)
        .from(definition)
        .where(eq(definition.tenant, of))
        .orderBy(asc(definition.kind), asc(definition.id), asc(definition.version));
      return rows.map((row) => ({ ...row, kind: row.kind as DefinitionKind }));
    },
    publish: (of, { rows, author, approver, at, seen, proposal }) =>
      db.transaction(
        async (tx) => {
          await tx.execute(sql.raw(takeDefinitionsLock(of)));
          if ((await tx.$count(definition, eq(definition.tenant, of))) !== seen) return false;
          if (proposal && !(await putProposal(tx, of, proposal))) return false;
          if (rows.length === 0) return true;
          await tx
            .insert(definition)
            .values(rows.map((row) => ({ tenant: of, ...row, status: "published", author, approver, publishedAt: at })));
          return true;
        },
        { isolationLevel: "read committed" },
      ),
  };
}
