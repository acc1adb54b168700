import type { DefinitionKind } from "./definition-kind.ts";
import type { Label } from "./label.ts";

/** How far a proposal has come. `failed`: at its time it could not be published any more. */
export const proposalStates = ["draft", "submitted", "approved", "scheduled", "failed", "published", "discarded"] as const;

export type ProposalState = (typeof proposalStates)[number];

/** Drafts that are to be published together, all or none, and how far they have come (变更申请). */
export interface Proposal {
  /** Counted within the tenant. */
  readonly id: number;
  /** Grows by one with every step; whoever acts may say which one they go by. */
  readonly revision: number;
  readonly state: ProposalState;
  readonly title: string;
  readonly drafts: readonly ProposedDraft[];
  /** The callers who wrote it: none of these people may approve it. */
  readonly authors: readonly string[];
  /** What was done, by whom and when, the last two hundred of it. */
  readonly steps: readonly ProposalStep[];
  /** When it is to be published, epoch milliseconds. */
  readonly publishAt?: number;
}

/** A draft within a proposal; its document is kept beside. */
export interface ProposedDraft {
  readonly kind: DefinitionKind;
  readonly id: string;
  /** The published version it was made from, 0 where there was none: another one published since is not to be overwritten unseen. */
  readonly base: number;
  /** The version as which it was published. */
  readonly version?: number;
}

export interface ProposalStep {
  readonly type: ProposalAct | "published" | "failed";
  /** The caller. */
  readonly by: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** What whoever approved, or did not, had to say. */
  readonly opinion?: string;
  /** Why it could not be published. */
  readonly why?: Label;
  /** Of a step that schedules it: when it is to be published. */
  readonly publishAt?: number;
}

export type ProposalAct = ProposalCommand["type"];

/** What somebody wants done with a proposal. */
export type ProposalCommand =
  /** A new one. */
  | { readonly type: "propose"; readonly title: string; readonly drafts: readonly DraftToSave[] }
  /** Another title, or other drafts in the place of all it had. */
  | (OnProposal & { readonly type: "revise"; readonly title?: string; readonly drafts?: readonly DraftToSave[] })
  | (OnProposal & { readonly type: "submit" | "withdraw" | "discard" })
  | (OnProposal & { readonly type: "approve" | "disapprove"; readonly opinion?: string })
  /** Now, or at an instant to come, in epoch milliseconds. */
  | (OnProposal & { readonly type: "publish"; readonly at?: number });

interface OnProposal {
  readonly proposal: number;
  /** Refused as stale unless the proposal is at this revision. */
  readonly ifRevision?: number;
}

/** A draft as it is saved, finished or not; `base` is the published version it was made from, the current one where it is absent. */
export interface DraftToSave {
  readonly kind: DefinitionKind;
  readonly document: unknown;
  readonly base?: number;
}
