import { diffDocuments, type Change } from "../../definitions/diff.ts";
import type { Located } from "../../definitions/located.ts";
import { EngineError } from "../../model/engine-error.ts";
import type { Json } from "../../model/json.ts";
import { proposalStates, type Proposal, type ProposalState, type ProposedDraft } from "../../model/proposal.ts";
import type { Refusal } from "../../model/refusal.ts";
import { examine } from "./examine.ts";
import type { ProposalParts } from "./execute-proposal.ts";
import { storedDocuments, storedProposal } from "./stored-proposal.ts";

/** A proposal with what its drafts say and change. */
export interface ReadProposal {
  readonly proposal: Proposal;
  readonly drafts: readonly ReadDraft[];
  /** What the check says of it now, saved cases and all; nothing of one that is over. */
  readonly findings: readonly Located[];
  /** What stands against publishing it as it is. */
  readonly against?: Refusal;
}

export interface ReadDraft extends ProposedDraft {
  readonly document: Json;
  /** What it changes of the version it was made from. */
  readonly changes: readonly Change[];
  /** What was published in between. */
  readonly since: readonly Change[];
}

export interface ProposalQuery {
  /** Only those in one of these states. */
  readonly states?: readonly ProposalState[];
  /** Only those with a lower id: the next page. */
  readonly before?: number;
  /** 50 by default, at most 500. */
  readonly limit?: number;
}

/** A tenant's proposals, the newest first. */
export async function listProposals(parts: ProposalParts, of: string, query: ProposalQuery = {}): Promise<readonly Proposal[]> {
  const { id: tenant } = await parts.worlds.tenant(of);
  const { states, before, limit = 50 } = query;
  if (states?.some((state) => !proposalStates.includes(state)) || !isCount(limit, 500) || (before !== undefined && !isCount(before))) {
    throw new EngineError(
      "bad-query",
      `变更申请按状态（${proposalStates.join("、")}）查，before 为编号，limit 为 1 到 500。`,
      `proposals are asked for by state (${proposalStates.join(", ")}), before an id, with a limit from 1 to 500.`,
    );
  }
  return (await parts.store.proposals.list(tenant, { states, before }, limit)).map(storedProposal);
}

/** One proposal, whole; undefined where there is none of that id. */
export async function readProposal(parts: ProposalParts, of: string, id: number): Promise<ReadProposal | undefined> {
  const tenant = await parts.worlds.tenant(of);
  const row = isCount(id) ? await parts.store.proposals.get(tenant.id, id) : undefined;
  if (!row) return undefined;
  const [proposal, documents] = [storedProposal(row), storedDocuments(row)];
  const published = await parts.store.definitions.all(tenant.id);
  const bodyOf = ({ kind, id: name }: ProposedDraft, version: number | undefined): Json => {
    const found = published.findLast((each) => each.kind === kind && each.id === name && each.version === (version ?? each.version));
    return found ? (JSON.parse(found.body) as Json) : null;
  };
  const isOver = proposal.state === "published" || proposal.state === "discarded";
  const examined = isOver ? undefined : await examine(parts, tenant, proposal, documents);
  const drafts = proposal.drafts.map((draft, i): ReadDraft => {
    const [document, base] = [documents[i] ?? null, bodyOf(draft, draft.base)];
    const since = isOver ? [] : diffDocuments(base, bodyOf(draft, undefined));
    return { ...draft, document, changes: diffDocuments(base, document), since };
  });
  return {
    proposal,
    drafts,
    findings: examined?.findings ?? [],
    ...(examined?.against && { against: examined.against.refusal }),
  };
}

function isCount(value: unknown, most = Number.MAX_SAFE_INTEGER): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= most;
}
