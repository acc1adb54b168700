import type { Actor } from "../../model/actor.ts";
import type { Proposal, ProposalCommand } from "../../model/proposal.ts";
import { executeProposal, type ProposalAnswer, type ProposalParts } from "./execute-proposal.ts";
import { listProposals, readProposal, type ProposalQuery, type ReadProposal } from "./read-proposals.ts";

/** Definitions changed with four eyes. */
export interface Proposals {
  /**
   * The one door of the life of a definition: proposed, submitted, approved by another person, then published now or at its time. Who may
   * is a matter of the roles' privileges `edit-rules` and `approve-rules`. Refusals are values.
   */
  readonly executeProposal: (command: ProposalCommand, actor: Actor) => Promise<ProposalAnswer>;
  /** The newest first. Throws `bad-query`. */
  readonly proposals: (tenant: string, query?: ProposalQuery) => Promise<readonly Proposal[]>;
  /** One with its drafts, what they change, and what stands against it; undefined where there is none of that id. */
  readonly proposal: (tenant: string, id: number) => Promise<ReadProposal | undefined>;
}

export function proposals(parts: ProposalParts): Proposals {
  return {
    executeProposal: (command, actor) => executeProposal(parts, command, actor),
    proposals: (tenant, query) => listProposals(parts, tenant, query),
    proposal: (tenant, id) => readProposal(parts, tenant, id),
  };
}
