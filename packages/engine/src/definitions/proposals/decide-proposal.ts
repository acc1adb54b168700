import { callerOf, isSamePerson, type Actor } from "../../model/actor.ts";
import type { Proposal, ProposalAct, ProposalCommand, ProposalState, ProposalStep, ProposedDraft } from "../../model/proposal.ts";
import type { Label } from "../../model/label.ts";
import { refuse, type Refused } from "../../model/refusal.ts";
import { mayPropose } from "./may-propose.ts";
import { actLabels, stateLabels } from "./labels.ts";

/** What a step of a proposal is decided by besides the proposal. */
export interface ProposalCircumstances {
  readonly actor: Actor;
  /** What the organisation lets the actor do. */
  readonly has: (privilege: "edit-rules" | "approve-rules") => boolean;
  /** People who may approve. */
  readonly approvers: readonly string[];
  readonly now: number;
  /** The drafts that the command brings along. */
  readonly drafts: readonly ProposedDraft[] | undefined;
}

/** The states an act is possible in, and the one it leads to. */
const ways: Readonly<Record<Exclude<ProposalAct, "propose">, { readonly from: readonly ProposalState[]; readonly to: ProposalState }>> = {
  revise: { from: ["draft"], to: "draft" },
  submit: { from: ["draft"], to: "submitted" },
  approve: { from: ["submitted"], to: "approved" },
  disapprove: { from: ["submitted"], to: "draft" },
  withdraw: { from: ["submitted", "approved", "scheduled", "failed"], to: "draft" },
  publish: { from: ["approved", "scheduled", "failed"], to: "published" },
  discard: { from: ["draft"], to: "discarded" },
};

const mostSteps = 200;

/**
 * Decides one step in the life of definitions: who may take it, and from where. Pure. Whoever wrote a proposal never approves it, and what
 * was approved is what is published: it can only be changed as a draft again.
 */
export function decideProposal(
  proposal: Proposal | undefined,
  command: ProposalCommand,
  around: ProposalCircumstances,
): { readonly ok: true; readonly proposal: Proposal } | Refused {
  const against = mayPropose(command.type, around.actor, around.has);
  if (against) return against;
  if (command.type === "propose") return { ok: true, proposal: begun(command, around) };
  if (!proposal)
    return refuse("unknown-proposal", `没有变更申请 ${command.proposal}。`, `There is no proposal ${command.proposal}.`, "/proposal");
  if (command.ifRevision !== undefined && command.ifRevision !== proposal.revision) return stale(proposal, command.ifRevision);
  const way = ways[command.type];
  if (!way.from.includes(proposal.state)) return notNow(proposal, command.type);
  if (command.type === "approve" && "id" in around.actor && isAuthor(proposal, around.actor.id)) return ownWork(proposal);
  const next = stepped(proposal, way.to, command, around);
  if (command.type === "submit" && !around.approvers.some((id) => !isAuthor(next, id))) return nobodyApproves();
  const publishAt = command.type === "publish" ? command.at : undefined;
  if (publishAt === undefined) return { ok: true, proposal: next };
  if (publishAt <= around.now) return past();
  return { ok: true, proposal: { ...next, state: "scheduled", publishAt } };
}

/** A scheduled proposal as its time left it: published, or why not. */
export function concluded(proposal: Proposal, type: "published" | "failed", now: number, why?: Label): Proposal {
  const { publishAt: _before, ...rest } = proposal;
  const step: ProposalStep = { type, by: "system", at: now, ...(why && { why }) };
  return { ...rest, revision: proposal.revision + 1, state: type, steps: recent([...proposal.steps, step]) };
}

function begun(command: ProposalCommand & { readonly type: "propose" }, { actor, now, drafts = [] }: ProposalCircumstances): Proposal {
  const by = callerOf(actor);
  return { id: 0, revision: 1, state: "draft", title: command.title, drafts, authors: [by], steps: [{ type: "propose", by, at: now }] };
}

function stepped(
  proposal: Proposal,
  state: ProposalState,
  command: ProposalCommand,
  { actor, now, drafts }: ProposalCircumstances,
): Proposal {
  const by = callerOf(actor);
  const writes = command.type === "revise" || command.type === "submit";
  const opinion = "opinion" in command ? command.opinion : undefined;
  const publishAt = command.type === "publish" ? command.at : undefined;
  const { publishAt: _before, ...rest } = proposal;
  const step = {
    type: command.type,
    by,
    at: now,
    ...(opinion !== undefined && { opinion }),
    ...(publishAt !== undefined && { publishAt }),
  };
  return {
    ...rest,
    revision: proposal.revision + 1,
    state,
    ...(command.type === "revise" && { title: command.title ?? proposal.title, drafts: drafts ?? proposal.drafts }),
    authors: writes ? [...new Set([...proposal.authors, by])] : proposal.authors,
    steps: recent([...proposal.steps, step]),
  };
}

/** The last steps; who submitted and who approved it stays, however often it was put off since. */
function recent(steps: readonly ProposalStep[]): readonly ProposalStep[] {
  const kept = new Set((["submit", "approve"] as const).map((type) => steps.findLast((step) => step.type === type)));
  const dropped = new Set(steps.filter((step) => !kept.has(step)).slice(0, Math.max(0, steps.length - mostSteps)));
  return steps.filter((step) => !dropped.has(step));
}

/** In whatever capacity. */
function isAuthor({ authors }: Proposal, person: string): boolean {
  return authors.some((author) => isSamePerson(author, `person:${person}`));
}

function stale({ id, revision }: Proposal, wentBy: number): Refused {
  return refuse(
    "stale-revision",
    `变更申请 ${id} 已是第 ${revision} 版，您依据的是第 ${wentBy} 版；请重新读取后再试。`,
    `Proposal ${id} is at revision ${revision}, you went by ${wentBy}; read it again and retry.`,
    "/ifRevision",
  );
}

function notNow({ id, state }: Proposal, act: ProposalAct): Refused {
  const [is, does] = [stateLabels[state], actLabels[act]];
  const [zh, en] = act === "revise" && state !== "published" && state !== "discarded" ? ["；请先撤回", "; withdraw it first"] : ["", ""];
  return refuse(
    "not-now",
    `变更申请 ${id} 现为“${is["zh-CN"]}”，不能${does["zh-CN"]}${zh}。`,
    `Proposal ${id} is ${is.en}; nobody can ${does.en} it now${en}.`,
  );
}

function ownWork({ id }: Proposal): Refused {
  return refuse(
    "separation-of-duty",
    `变更申请 ${id} 是您起草的，须由另一个人批准。`,
    `You wrote proposal ${id} or a part of it; another person approves it.`,
  );
}

function nobodyApproves(): Refused {
  return refuse(
    "not-allowed",
    "除起草人外没有人可以批准；请在组织定义中给某个角色权限 approve-rules，并由另一个人担任。",
    "Nobody but its authors could approve it; give a role the privilege approve-rules in the organisation, and let another person hold it.",
  );
}

function past(): Refused {
  return refuse(
    "bad-input",
    "发布时刻已经过去；请给出将来的时刻，或去掉它以立即发布。",
    "The time of publication is past; give one to come, or none to publish now.",
    "/at",
  );
}
