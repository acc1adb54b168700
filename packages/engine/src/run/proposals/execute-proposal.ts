import { decideProposal } from "../../definitions/proposals/decide-proposal.ts";
import type { Located } from "../../definitions/located.ts";
import type { HostGuard } from "../../decide/guard.ts";
import type { Actor } from "../../model/actor.ts";
import { canonical } from "../../model/canonical.ts";
import { EngineError } from "../../model/engine-error.ts";
import type { Proposal, ProposalCommand } from "../../model/proposal.ts";
import { refuse, type Refused } from "../../model/refusal.ts";
import type { Published } from "../definitions/define.ts";
import type { ExecuteParts } from "../execute.ts";
import { parseActor } from "../parse-actor.ts";
import { examine, publicationOf, type Examined } from "./examine.ts";
import { parseProposalCommand } from "./parse-proposal-command.ts";
import { nameNewcomers } from "./name-newcomers.ts";
import { saveDrafts } from "./save-drafts.ts";
import { proposalRow, storedDocuments, storedProposal } from "./stored-proposal.ts";

/** What became of a step: the proposal as it left it, or why it was not taken. */
export type ProposalAnswer =
  | {
      readonly ok: true;
      readonly proposal: Proposal;
      /** What the check had to say, where the step asked for it. */
      readonly findings: readonly Located[];
      /** What is published by it. */
      readonly published: readonly Published[];
    }
  | (Refused & {
      /** What stands against it, where that is the check. */
      readonly findings?: readonly Located[];
    });

export interface ProposalParts extends ExecuteParts {
  readonly hostGuards: ReadonlyMap<string, HostGuard>;
  /** Hears of each publication, and is waited for. */
  readonly published: (tenant: string) => Promise<void>;
}

/** How often a step is decided anew, since somebody else did something meanwhile, before its actor hears of it. */
const tries = 20;

/** The acts that what is proposed must pass the check for. */
const examined: ReadonlySet<ProposalCommand["type"]> = new Set(["submit", "approve", "publish"]);

/** The one way a proposal changes. */
export async function executeProposal(parts: ProposalParts, input: ProposalCommand, by: Actor): Promise<ProposalAnswer> {
  const parsed = parseProposalCommand(input);
  if (!parsed.ok) return parsed;
  const actor = parseActor(by);
  for (let left = tries; left > 0; left -= 1) {
    const answer = await once(parts, parsed.command, actor);
    if (answer) return answer;
  }
  throw new EngineError(
    "store-busy",
    `其他人不断在租户 ${actor.tenant} 中发布定义，本次没有完成；请稍后重试。`,
    `others kept publishing definitions of the tenant ${actor.tenant}, so that nothing was done here; try again later.`,
  );
}

/** Nothing where somebody else did something at the same time: then all of it is looked at again. */
async function once(parts: ProposalParts, command: ProposalCommand, actor: Actor): Promise<ProposalAnswer | undefined> {
  const { store } = parts;
  const { tenant, world } = await parts.worlds.of(actor.tenant);
  const row = command.type === "propose" ? undefined : await store.proposals.get(tenant.id, command.proposal);
  const sent = "drafts" in command ? command.drafts : undefined;
  const saved = sent && saveDrafts(sent, await store.definitions.all(tenant.id));
  if (saved && !saved.ok) return saved;
  const decided = decideProposal(row && storedProposal(row), command, {
    actor,
    has: (privilege) => actor.kind === "person" && world.organisation.has(actor.id, privilege),
    approvers: world.organisation.allowed("approve-rules"),
    now: parts.now(),
    drafts: saved?.drafts,
  });
  if (!decided.ok) return decided;
  const { proposal } = decided;
  const documents = saved ? canonical(saved.documents) : (row?.documents ?? "[]");
  if (documents.length > largest) return tooLarge();
  const kept = saved ? await nameNewcomers(store, tenant.id, saved.names) : [];
  const found = examined.has(command.type) ? await examine(parts, tenant, proposal, storedDocuments({ documents })) : undefined;
  const against = found && (found.against ?? (command.type === "submit" ? unchanged(found) : undefined));
  if (found && against) return { ...against, findings: found.findings };
  const findings = [...(found?.findings ?? []), ...kept];
  if (found && proposal.state === "published") return publish(parts, proposal, documents, found);
  if (row === undefined) {
    const { id: _none, ...fresh } = proposalRow(proposal, documents);
    return { ok: true, proposal: { ...proposal, id: await store.proposals.add(tenant.id, fresh) }, findings, published: [] };
  }
  return (await store.proposals.put(tenant.id, proposalRow(proposal, documents)))
    ? { ok: true, proposal, findings, published: [] }
    : undefined;
}

async function publish(parts: ProposalParts, proposal: Proposal, documents: string, found: Examined): Promise<ProposalAnswer | undefined> {
  const { write, published, proposal: versioned } = publicationOf(proposal, documents, found, parts.now());
  if (!(await parts.store.definitions.publish(found.tenant, write))) return undefined;
  await parts.published(found.tenant);
  return { ok: true, proposal: versioned, findings: found.findings, published };
}

/** Characters of canonical JSON that the drafts of one proposal come to at most. */
const largest = 16_000_000;

function tooLarge(): Refused {
  return refuse(
    "too-large",
    `草稿合计超过 ${largest} 个字符；请分成几份申请。`,
    `The drafts come to more than ${largest} characters; make several proposals of them.`,
    "/drafts",
  );
}

function unchanged({ rows }: Examined): Refused | undefined {
  if (rows.some(({ changed }) => changed)) return undefined;
  return refuse(
    "bad-input",
    "草稿与已发布的完全相同，没有可提交的改动。",
    "The drafts say what is published already; there is nothing to submit.",
    "/drafts",
  );
}
