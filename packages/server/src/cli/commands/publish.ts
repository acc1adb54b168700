import type { Actor, Draft, ProposalAnswer, ProposalCommand, World } from "@muster/engine";
import { diffDocuments, type Json } from "@muster/engine";
import type { Command } from "commander";
import { basename } from "node:path";
import { checkDefinitions, isSound } from "../check-definitions.ts";
import { chooseActor, requireKnown } from "../choose-actor.ts";
import { writing, type Context } from "../context.ts";
import { exitCodes, type ExitCode } from "../exit-code.ts";
import { failure, wrongUsage } from "../failure.ts";
import { label } from "../label.ts";
import { instantOption } from "../parse-instant.ts";
import { changesIn, printChanges } from "../print-changes.ts";
import { printFindings } from "../print-findings.ts";
import { definitionOf, publishedDocument, withoutNames } from "../published-documents.ts";
import { readDraftFiles } from "../read-drafts.ts";
import { translate } from "../translate.ts";
import { printStep, take } from "./proposal.ts";

interface Options {
  readonly at?: string;
  readonly title?: string;
  readonly approvedBy?: string;
  readonly dryRun?: true;
}

/** `muster publish NUMBER | FILE…`: an approved proposal, or files whose approval was given elsewhere. */
export function publishCommand(program: Command): void {
  const t = translate(program);
  program
    .command("publish")
    .description(
      t(
        "发布已批准的变更申请；或把定义文件一次走完起草、提交、批准、发布",
        "publish an approved proposal; or take definition files through proposal, approval and publication at once",
      ),
    )
    .argument("<what...>", t("变更申请的编号，或定义文件、文件夹", "the number of a proposal, or definition files, or folders of them"))
    .option("--at <instant>", t("定时发布，如 2026-12-01T00:00+08:00", "at that time, such as 2026-12-01T00:00+08:00"))
    .option("--approved-by <person>", t("文件由谁批准（起草人用 --as）", "who approved the files (their author is named with --as)"))
    .option("--title <text>", t("一句话说明改什么", "what the files change, in a sentence"))
    .option("--dry-run", t("只检查并显示会改变什么", "check and show what would change, write nothing"))
    .action(
      writing(async (context, command) => {
        const options = command.opts<Options>();
        const at = options.at === undefined ? undefined : await instantOption("--at", options.at);
        const [first = "", ...others] = command.args;
        if (/^\d+$/.test(first) && others.length === 0) return publishProposal(context, Number(first), at, options);
        return publishFiles(context, command.args, at, options);
      }),
    );
}

async function publishProposal(context: Context, proposal: number, at: number | undefined, { dryRun }: Options): Promise<ExitCode> {
  if (dryRun) {
    throw wrongUsage(
      label(
        `变更申请的改动和妨碍请用 muster proposal show ${proposal} 查看。`,
        `What a proposal changes, and what is in the way, muster proposal show ${proposal} tells.`,
      ),
    );
  }
  return take(context, { type: "publish", proposal, ...(at !== undefined && { at }) });
}

async function publishFiles(context: Context, paths: readonly string[], at: number | undefined, options: Options): Promise<ExitCode> {
  const { engine, store, tenant, emit, print } = context;
  const title = paths
    .map((path) => basename(path))
    .join(", ")
    .slice(0, 200);
  const { files, drafts } = await readDraftFiles(context, paths);
  const findings = await checkDefinitions(engine.check, tenant.id, files);
  printFindings(context, findings);
  if (!isSound(findings))
    throw failure(exitCodes.refused, "findings", label("有错误，什么也没有写入。", "There are errors; nothing was written."), { findings });
  const changes = await Promise.all(
    drafts.map(async (draft) => {
      const published = await publishedDocument(store, tenant.id, draft);
      return { draft, changes: diffDocuments((published ?? null) as Json, withoutNames(draft.document) as Json) };
    }),
  );
  const changed = changes.filter((each) => each.changes.length > 0);
  if (changed.length === 0 || options.dryRun) {
    const named = changed.map((each) => ({ definition: definitionOf(each.draft), changes: each.changes }));
    emit({ ok: true, dryRun: options.dryRun === true, findings, changes: named.flatMap(changesIn) });
    for (const each of named) {
      print(each.definition);
      printChanges(context, each.changes);
    }
    if (changed.length === 0) print(label("与已发布的相同，无须发布。", "It is what is published already."));
    else print(label("试运行，什么也没有写入。", "A dry run: nothing was written."));
    return exitCodes.done;
  }
  const { approvedBy } = options;
  const changing = changed.map((each) => each.draft);
  return publishDrafts(context, changing, options.title ?? title, { approvedBy, at });
}

/** Takes drafts whose approval was given elsewhere through proposal, approval and publication at once, and tells what became of them. */
export async function publishDrafts(
  context: Context,
  drafts: readonly Draft[],
  title: string,
  { approvedBy, at }: { readonly approvedBy: string | undefined; readonly at?: number | undefined },
): Promise<ExitCode> {
  if (approvedBy === undefined) {
    throw wrongUsage(
      label(
        "请用 --approved-by 写明批准人；或用 muster proposal new 起草，由另一个人批准。",
        "Say with --approved-by who approved them; or propose them with muster proposal new, for another person to approve.",
      ),
    );
  }
  const { engine, tenant } = context;
  const approver = chooseActor(tenant.id, approvedBy);
  const world = await engine.world(tenant.id);
  requireKnown(world, approver, "--approved-by");
  requireFourEyes(context.actor, approver, world);
  return printStep(context, await throughAll(context, drafts, title, approver, at));
}

/** What would be refused only after the proposal was written is said before. */
function requireFourEyes(author: Actor, approver: Actor, { organisation }: World): void {
  const who = "id" in approver ? approver.id : "";
  if (approver.kind !== "person" || !organisation.has(who, "approve-rules"))
    throw failure(
      exitCodes.refused,
      "not-allowed",
      label(`${who} 没有权限 approve-rules，不能批准。`, `${who} has no role with the privilege approve-rules and approves nothing.`),
    );
  if ("id" in author && author.id === who)
    throw failure(
      exitCodes.refused,
      "not-allowed",
      label("起草人不能批准自己的改动；请写明另一个人。", "Authors do not approve their own changes; name another person."),
    );
}

/** From proposal to publication; where a step is refused, the proposal is given up, so that nothing is left half-way. */
async function throughAll(
  { engine, actor }: Context,
  drafts: readonly Draft[],
  title: string,
  approver: Actor,
  at: number | undefined,
): Promise<ProposalAnswer> {
  const proposed = await engine.executeProposal({ type: "propose", title, drafts }, actor);
  if (!proposed.ok) return proposed;
  const { id: proposal } = proposed.proposal;
  const steps: readonly (readonly [ProposalCommand, Actor])[] = [
    [{ type: "submit", proposal }, actor],
    [{ type: "approve", proposal }, approver],
    [{ type: "publish", proposal, ...(at !== undefined && { at }) }, actor],
  ];
  let last: ProposalAnswer = proposed;
  for (const [command, who] of steps) {
    last = await engine.executeProposal(command, who);
    if (last.ok) continue;
    if (command.type !== "submit") await engine.executeProposal({ type: "withdraw", proposal }, actor);
    await engine.executeProposal({ type: "discard", proposal }, actor);
    return last;
  }
  return last;
}
