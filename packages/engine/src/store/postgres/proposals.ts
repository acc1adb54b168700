import { and, asc, desc, eq, inArray, lt, lte, max, sql } from "drizzle-orm";
import type { ProposalState } from "../../model/proposal.ts";
import type { ProposalRow, ProposalStore } from "../proposals.ts";
import type { Drizzle } from "./driver.ts";
import { takeDefinitionsLock } from "./locks.ts";
import { proposal } from "./schema/index.ts";

export function proposalStore(db: Drizzle): ProposalStore {
  return {
    get: async (tenant, id) => {
      const [row] = await db
        .select()
        .from(proposal)
        .where(and(eq(proposal.tenant, tenant), eq(proposal.id, id)));
      return row && rowOf(row);
    },
    list: async (tenant, { states, before }, limit) => {
      const { id, revision, state, publishAt, body } = proposal;
      const rows = await db
        .select({ id, revision, state, publishAt, body })
        .from(proposal)
        .where(and(eq(proposal.tenant, tenant), states && inArray(state, [...states]), before === undefined ? undefined : lt(id, before)))
        .orderBy(desc(id))
        .limit(limit);
      return rows.map((row) => ({ ...row, state: row.state as ProposalState }));
    },
    add: (tenant, row) =>
      db.transaction(
        async (tx) => {
          // Whoever else adds one waits, so that the next number is free.
          await tx.execute(sql.raw(takeDefinitionsLock(tenant)));
          const [last] = await tx
            .select({ id: max(proposal.id) })
            .from(proposal)
            .where(eq(proposal.tenant, tenant));
          const id = (last?.id ?? 0) + 1;
          await tx.insert(proposal).values({ tenant, id, ...row });
          return id;
        },
        { isolationLevel: "read committed" },
      ),
    put: (tenant, row) => putProposal(db, tenant, row),
    due: (now, limit) =>
      db
        .select({ tenant: proposal.tenant, id: proposal.id })
        .from(proposal)
        .where(lte(proposal.publishAt, now))
        .orderBy(asc(proposal.publishAt), asc(proposal.tenant), asc(proposal.id))
        .limit(limit),
  };
}

/** In whatever transaction `db` is: answers whether the step before was still there. */
export async function putProposal(db: Pick<Drizzle, "update">, tenant: string, { id, ...row }: ProposalRow): Promise<boolean> {
  const before = and(eq(proposal.tenant, tenant), eq(proposal.id, id), eq(proposal.revision, row.revision - 1));
  return (await db.update(proposal).set(row).where(before).returning({ id: proposal.id })).length === 1;
}

function rowOf({ tenant: _of, ...row }: typeof proposal.$inferSelect): ProposalRow {
  return { ...row, state: row.state as ProposalState };
}
