import type { Label, Proposal, ProposalStep, ReadProposal } from "@muster/engine";
import { actLabels, stateLabels } from "./proposal-labels.ts";
import type { Context } from "./context.ts";
import { filedByName } from "./filed-by-name.ts";
import { formatInstant } from "./format-instant.ts";
import { label } from "./label.ts";
import type { Names } from "./names.ts";
import { printChanges } from "./print-changes.ts";
import { printFindings } from "./print-findings.ts";

/** A proposal whole: what it changes, what stands against it, who did what, and what comes next. */
export async function printProposal(context: Context, names: Names, read: ReadProposal): Promise<void> {
  const { print, text, tenant } = context;
  const { proposal, drafts, findings, against } = read;
  print(headline(context, proposal));
  for (const draft of drafts) {
    const from = draft.base === 0 ? text(label("新增", "new")) : `@${draft.base}`;
    print(`  ${draft.kind}/${draft.id}  ${from}${draft.version === undefined ? "" : ` → @${draft.version}`}`);
    printChanges({ text, print: (line) => print(`  ${typeof line === "string" ? line : text(line)}`) }, draft.changes);
    if (draft.since.length > 0) print(label("    其间已发布的改动：", "    published meanwhile:"));
    printChanges({ text, print: (line) => print(`    ${typeof line === "string" ? line : text(line)}`) }, draft.since);
  }
  for (const step of proposal.steps) print(await stepLine(context, names, step));
  // What the check finds it says itself.
  if (against && against.code !== "not-sound") print(label(`  有碍：${against.detail["zh-CN"]}`, `  in the way: ${against.detail.en}`));
  printFindings(context, findings.map(filedByName));
  const next = nextStep(proposal);
  if (next && !against) print(label(`  下一步：${next["zh-CN"]}`, `  next: ${next.en}`));
  if (proposal.publishAt !== undefined) {
    const at = formatInstant(proposal.publishAt, tenant.zone);
    print(label(`  将于 ${at} 发布`, `  to be published at ${at}`));
  }
}

/** One line for a proposal among others. */
export function headline({ text }: Pick<Context, "text">, { id, title, state, drafts }: Proposal): string {
  const named = drafts.map(({ kind, id: name }) => `${kind}/${name}`);
  const about = named.length > 3 ? [...named.slice(0, 3), "…"] : named;
  return `#${id}  ${text(stateLabels[state])}  ${title}  (${about.join(", ")})`;
}

async function stepLine({ text, tenant }: Context, names: Names, { type, by, at, opinion, why, publishAt }: ProposalStep): Promise<string> {
  const who = by === "system" ? text(label("系统", "the system")) : await names.person(by.replace(/^person:/, ""));
  const done = publishAt === undefined ? actLabels[type] : label("定时发布", "scheduled");
  const when = publishAt === undefined ? "" : `  → ${formatInstant(publishAt, tenant.zone)}`;
  const said = opinion === undefined ? "" : `  “${opinion}”`;
  return `  ${formatInstant(at, tenant.zone)}  ${who}  ${text(done)}${when}${said}${why ? `  ${text(why)}` : ""}`;
}

/** What would take it further, as one types it. */
function nextStep({ id, state }: Proposal): Label | undefined {
  switch (state) {
    case "draft":
      return label(`muster proposal submit ${id}`, `muster proposal submit ${id}`);
    case "submitted":
      return label(`另一个人 muster proposal approve ${id} --as 人员`, `another person: muster proposal approve ${id} --as PERSON`);
    case "approved":
      return label(`muster publish ${id}，定时则加 --at 时刻`, `muster publish ${id}, or with --at TIME at that time`);
    case "failed":
      return label(
        `muster publish ${id} 再试，或 muster proposal withdraw ${id}`,
        `muster publish ${id} again, or muster proposal withdraw ${id}`,
      );
    case "scheduled":
    case "published":
    case "discarded":
      return undefined;
  }
}
