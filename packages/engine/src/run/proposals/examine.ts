import type { Located } from "../../definitions/located.ts";
import type { Json } from "../../model/json.ts";
import type { Proposal } from "../../model/proposal.ts";
import { refuse, type Refused } from "../../model/refusal.ts";
import type { Publication, Tenant } from "../../store/definitions.ts";
import { checkDrafts, type Checked } from "../definitions/check-drafts.ts";
import type { Published } from "../definitions/define.ts";
import type { ProposalParts } from "./execute-proposal.ts";
import { proposalRow } from "./stored-proposal.ts";

/** What stands against publishing a proposal now. */
export interface Examined extends Pick<Checked, "rows" | "seen"> {
  readonly tenant: string;
  readonly findings: readonly Located[];
  /** Why it cannot be published as it is. */
  readonly against: Refused | undefined;
}

/** Checks a proposal's drafts, saved cases and all, against what is published now. */
export async function examine(
  { store, hostGuards }: Pick<ProposalParts, "store" | "hostGuards">,
  tenant: Tenant,
  proposal: Proposal,
  documents: readonly Json[],
): Promise<Examined> {
  const drafts = proposal.drafts.map(({ kind }, i) => ({ kind, document: documents[i] }));
  const { rows, seen, findings, sound } = await checkDrafts(store, tenant, hostGuards, drafts);
  const against = outdated(proposal, rows) ?? (sound ? undefined : notSound(proposal, findings));
  return { tenant: tenant.id, rows, seen, findings, against };
}

/** The rows to write so that the proposal is published, and what then is. */
export function publicationOf(
  proposal: Proposal,
  documents: string,
  { rows, seen }: Examined,
  now: number,
): { readonly proposal: Proposal; readonly write: Publication; readonly published: readonly Published[] } {
  const published = rows.map(({ row: { kind, id, version }, changed }) => ({ kind, id, version, changed }));
  const versioned: Proposal = {
    ...proposal,
    drafts: proposal.drafts.map((draft, i) => ({ ...draft, version: rows[i]?.row.version ?? draft.base })),
  };
  return {
    proposal: versioned,
    published,
    write: {
      rows: rows.flatMap(({ row, changed }) => (changed ? [row] : [])),
      author: lastBy(proposal, "submit"),
      approver: lastBy(proposal, "approve"),
      at: now,
      seen,
      proposal: proposalRow(versioned, documents),
    },
  };
}

/** The id of whoever last took the step. */
function lastBy({ steps, authors }: Proposal, type: "submit" | "approve"): string {
  const caller = steps.findLast((step) => step.type === type)?.by ?? authors[0] ?? "system";
  return caller.replace(/^person:/, "");
}

/** What was published since a draft was made would be undone by it unseen. */
function outdated({ id: proposal, drafts }: Proposal, rows: Examined["rows"]): Refused | undefined {
  for (const { kind, id, base } of drafts) {
    const found = rows.find(({ row }) => row.kind === kind && row.id === id);
    const current = found && (found.changed ? found.row.version - 1 : found.row.version);
    if (current === undefined || current === base) continue;
    return refuse(
      "outdated",
      `${kind}/${id} 已发布到第 ${current} 版，变更申请 ${proposal} 依据的是第 ${base} 版；请撤回，并入其间的改动后再提交。`,
      `${kind}/${id} is published at version ${current} and proposal ${proposal} was made from ${base}; withdraw it, take in what changed, and submit it again.`,
    );
  }
  return undefined;
}

function notSound({ id }: Proposal, findings: readonly Located[]): Refused {
  const errors = findings.filter(({ finding }) => finding.severity === "error");
  const first = errors[0];
  const at = first ? `${first.kind}/${first.id}${first.finding.place}` : "";
  return refuse(
    "not-sound",
    `变更申请 ${id} 有 ${errors.length} 处错误，先改正再继续；第一处在 ${at}：${first?.finding.message["zh-CN"] ?? ""}`,
    `Proposal ${id} has ${errors.length} error${errors.length === 1 ? "" : "s"} to be mended first; the first is at ${at}: ${first?.finding.message.en ?? ""}`,
  );
}
