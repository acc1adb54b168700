import { canonical } from "../../model/canonical.ts";
import type { Json } from "../../model/json.ts";
import type { Proposal } from "../../model/proposal.ts";
import type { ProposalRow } from "../../store/proposals.ts";

/** A proposal as the store keeps it; a new one has no id yet. */
export function proposalRow({ id, ...proposal }: Proposal, documents: string): ProposalRow {
  const { revision, state, publishAt = null } = proposal;
  return { id, revision, state, publishAt, body: canonical(proposal), documents };
}

/** What {@link proposalRow} wrote. */
export function storedProposal({ id, body }: Pick<ProposalRow, "id" | "body">): Proposal {
  return { id, ...(JSON.parse(body) as Omit<Proposal, "id">) };
}

/** The documents of its drafts, in their order. */
export function storedDocuments({ documents }: Pick<ProposalRow, "documents">): readonly Json[] {
  return JSON.parse(documents) as readonly Json[];
}
