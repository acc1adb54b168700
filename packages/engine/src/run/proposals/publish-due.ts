import { concluded } from "../../definitions/proposals/decide-proposal.ts";
import { examine, publicationOf } from "./examine.ts";
import type { ProposalParts } from "./execute-proposal.ts";
import { proposalRow, storedDocuments, storedProposal } from "./stored-proposal.ts";

/** Proposals looked at in one round; the next round takes the next ones. */
const batch = 20;

/**
 * Publishes what was scheduled for now or before; what cannot be published any more is left as failed, with the reason, and stands in
 * nobody's way. Answers how many were published.
 */
export async function publishDue(parts: ProposalParts): Promise<number> {
  let count = 0;
  for (const { tenant, id } of await parts.store.proposals.due(parts.now(), batch)) {
    if (await publishOne(parts, tenant, id)) count += 1;
  }
  return count;
}

/** Where somebody did something at the same time, the next round looks at it again. */
async function publishOne(parts: ProposalParts, of: string, id: number): Promise<boolean> {
  const { store } = parts;
  const row = await store.proposals.get(of, id);
  const now = parts.now();
  if (row?.state !== "scheduled" || row.publishAt === null || row.publishAt > now) return false;
  const proposal = storedProposal(row);
  const found = await examine(parts, await parts.worlds.tenant(of), proposal, storedDocuments(row));
  if (found.against) {
    await store.proposals.put(of, proposalRow(concluded(proposal, "failed", now, found.against.refusal.detail), row.documents));
    return false;
  }
  const { write } = publicationOf(concluded(proposal, "published", now), row.documents, found, now);
  if (!(await store.definitions.publish(of, write))) return false;
  await parts.published(of);
  return true;
}
