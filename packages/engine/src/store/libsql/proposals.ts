import { and, asc, desc, eq, inArray, lt, lte, max } from "drizzle-orm";
import type { ProposalState } from "../../model/proposal.ts";
import type { ProposalRow, ProposalStore } from "../proposals.ts";
import type { Drizzle } from "./drizzle.ts";
import type { GroupWriter } from "./group-writer.ts";
import { proposal } from "./schema/index.ts";

export function proposalStore(read: Drizzle, enqueue: GroupWriter["enqueue"], write: Drizzle): ProposalStore {
  return {
    get: (tenant, id) => {
      const where = and(eq(proposal.tenant, tenant), eq(proposal.id, id));
      const row = read.select().from(proposal).where(where).get();
      return Promise.resolve(row && rowOf(row));
    },
    list: (tenant, { states, before }, limit) => {
      const { id, revision, state, publishAt, body } = proposal;
      const rows = read
        .select({ id, revision, state, publishAt, body })
        .from(proposal)
        .where(and(eq(proposal.tenant, tenant), states && inArray(state, [...states]), before === undefined ? undefined : lt(id, before)))
        .orderBy(desc(id))
        .limit(limit)
        .all();
      return Promise.resolve(rows.map((row) => ({ ...row, state: row.state as ProposalState })));
    },
    add: (tenant, row) =>
      enqueue(() => {
        const last = write
          .select({ id: max(proposal.id) })
          .from(proposal)
          .where(eq(proposal.tenant, tenant))
          .get();
        const id = (last?.id ?? 0) + 1;
        write
          .insert(proposal)
          .values({ tenant, id, ...row })
          .run();
        return id;
      }),
    put: (tenant, row) => enqueue(() => putProposal(write, tenant, row)),
    due: (now, limit) => {
      const rows = read
        .select({ tenant: proposal.tenant, id: proposal.id })
        .from(proposal)
        .where(lte(proposal.publishAt, now))
        .orderBy(asc(proposal.publishAt), asc(proposal.tenant), asc(proposal.id))
        .limit(limit)
        .all();
      return Promise.resolve(rows);
    },
  };
}

/** Within a transaction of the caller's: answers whether the step before was still there. */
export function putProposal(write: Drizzle, tenant: string, { id, ...row }: ProposalRow): boolean {
  const before = and(eq(proposal.tenant, tenant), eq(proposal.id, id), eq(proposal.revision, row.revision - 1));
  return write.update(proposal).set(row).where(before).run().changes === 1;
}

function rowOf({ tenant: _of, ...row }: typeof proposal.$inferSelect): ProposalRow {
  return { ...row, state: row.state as ProposalState };
}
