import { concluded } from "../../definitions/proposals/decide-proposal.ts";
import { examine, publicationOf } from "./examine.ts";
import type { ProposalParts } from "./execute-proposal.ts";
import { proposalRow, storedDocuments, storedProposal } from "./stored-proposal.ts";

/** Proposals looked at in one round; the next round takes the next ones. */
const batch = 20;

/** What became of schedules whose time had come. */
export interface KeptSchedules {
  readonly published: number;
  /** Those that could not be published any more. */
  readonly failed: number;
}

/**
 * Publishes what was scheduled for now or before; what cannot be published any more is left as failed, with the reason, and stands in
 * nobody's way.
 */
export async function publishDue(parts: ProposalParts): Promise<KeptSchedules> {
  const count = { published: 0, failed: 0 };
  for (const { tenant, id } of await parts.store.proposals.due(parts.now(), batch)) {
    const became = await publishOne(parts, tenant, id);
    if (became) count[became] += 1;
  }
  return count;
}

/** Where somebody did something at the same time, the next round looks at it again. */
async function publishOne(parts: ProposalParts, of: string, id: number): Promise<keyof KeptSchedules | undefined> {
  const { store } = parts;
  const row = await store.proposals.get(of, id);
  const now = parts.now();
  if (row?.state !== "scheduled" || row.publishAt === null || row.publishAt > now) return undefined;
  const proposal = storedProposal(row);
  const found = await examine(parts, await parts.worlds.tenant(of), proposal, storedDocuments(row));
  if (found.against) {
    const failed = concluded(proposal, "failed", now, found.against.refusal.detail);
    return (await store.proposals.put(of, proposalRow(failed, row.documents))) ? "failed" : undefined;
  }
  const { write } = publicationOf(concluded(proposal, "published", now), row.documents, found, now);
  if (!(await store.definitions.publish(of, write))) return undefined;
  await parts.published(of);
  return "published";
}
