import { proposalStates, type Proposal, type ProposalAnswer, type ProposalCommand } from "@muster/engine";
import type { Command } from "commander";
import { reading, writing, type Context } from "../context.ts";
import { headline, printProposal } from "../describe-proposal.ts";
import { exitCodes, type ExitCode } from "../exit-code.ts";
import { failure } from "../failure.ts";
import { filedByName } from "../filed-by-name.ts";
import { label } from "../label.ts";
import { namesOf } from "../names.ts";
import { oneOf } from "../one-of.ts";
import { parseCount } from "../parse-count.ts";
import { printRefusal } from "../print-answer.ts";
import { printFindings } from "../print-findings.ts";
import { readDraftFiles } from "../read-drafts.ts";
import { translate } from "../translate.ts";

interface Options {
  readonly title?: string;
  readonly opinion?: string;
  readonly state?: string;
  readonly limit?: string;
}

/** `muster proposal …`: definitions changed with four eyes. */
export function proposalCommand(program: Command): void {
  const t = translate(program);
  const proposal = program
    .command("proposal")
    .description(t("变更申请：起草、提交、另一个人批准", "changes of definitions: proposed, submitted, approved by another person"));
  const number = [t("编号", "number"), t("变更申请的编号", "the number of a proposal")] as const;
  proposal
    .command("list")
    .description(t("列出变更申请，最新的在前", "list proposals, the newest first"))
    .option("--state <state>", t(`只列此状态：${proposalStates.join("、")}`, `only in this state: ${proposalStates.join(", ")}`))
    .option("--limit <n>", t("至多列出的数量（默认 50）", "how many at most (default: 50)"))
    .action(reading(async (context, command) => list(context, command.opts<Options>())));
  proposal
    .command("show")
    .description(t("一份申请：改了什么、有何妨碍、谁做了什么", "one proposal: what it changes, what is in the way, who did what"))
    .argument("<number>", number[1])
    .action(reading(async (context, command) => show(context, numberOf(command))));
  proposal
    .command("new")
    .description(t("用定义文件起草一份申请", "propose what definition files say"))
    .argument("<files...>", t("定义文件或文件夹", "definition files, or folders of them"))
    .requiredOption("--title <text>", t("一句话说明改什么", "what it changes, in a sentence"))
    .action(
      writing(async (context, command) => {
        const { drafts } = await readDraftFiles(context, command.args);
        const { title = "" } = command.opts<Options>();
        return take(context, { type: "propose", title, drafts });
      }),
    );
  proposal
    .command("revise")
    .description(t("换掉草稿中的定义或标题", "put other definitions, or another title, into a draft"))
    .argument("<number>", number[1])
    .argument("[files...]", t("定义文件或文件夹，代替原有的全部", "definition files, or folders of them, in the place of all it had"))
    .option("--title <text>", t("一句话说明改什么", "what it changes, in a sentence"))
    .action(
      writing(async (context, command) => {
        const paths = command.args.slice(1);
        const drafts = paths.length > 0 ? (await readDraftFiles(context, paths)).drafts : undefined;
        const { title } = command.opts<Options>();
        return take(context, {
          type: "revise",
          proposal: numberOf(command),
          ...(title !== undefined && { title }),
          ...(drafts && { drafts }),
        });
      }),
    );
  const steps = [
    ["submit", t("提交批准；草稿须通过检查和全部用例", "hand it in for approval; its drafts must pass the check and every saved case")],
    ["approve", t("批准；不能是起草人", "approve it; nobody approves what they wrote")],
    ["disapprove", t("不批准，退回草稿，须写意见", "send it back as a draft, with an opinion")],
    ["withdraw", t("撤回为草稿，未发布前都可以", "make a draft of it again, until it is published")],
    ["discard", t("作废草稿", "give a draft up")],
  ] as const;
  for (const [type, description] of steps) {
    const step = proposal.command(type).description(description).argument("<number>", number[1]);
    if (type === "approve" || type === "disapprove") step.option("--opinion <text>", t("意见", "what there is to say about it"));
    step.action(
      writing(async (context, command) => {
        const { opinion } = command.opts<Options>();
        return take(context, { type, proposal: numberOf(command), ...(opinion !== undefined && { opinion }) });
      }),
    );
  }
}

/** Takes a step and tells what became of it. */
export async function take(context: Context, command: ProposalCommand): Promise<ExitCode> {
  return printStep(context, await context.engine.executeProposal(command, context.actor));
}

/** What became of a step of a proposal. */
export function printStep(context: Context, answer: ProposalAnswer): ExitCode {
  const { emit, print } = context;
  emit(answer);
  printFindings(context, (answer.findings ?? []).map(filedByName));
  if (!answer.ok) return printRefusal(context, answer.refusal);
  print(headline(context, answer.proposal));
  for (const { kind, id, version, changed } of answer.published) if (changed) print(`  ${kind}/${id}@${version}`);
  return exitCodes.done;
}

async function list(context: Context, { state, limit }: Options): Promise<ExitCode> {
  const { engine, tenant, emit, print, note } = context;
  const proposals: readonly Proposal[] = await engine.proposals(tenant.id, {
    ...(state !== undefined && { states: [oneOf("--state", proposalStates, state)] }),
    ...(limit !== undefined && { limit: parseCount("--limit", limit) }),
  });
  for (const each of proposals) {
    emit(each);
    print(headline(context, each));
  }
  if (proposals.length === 0) note(label("没有变更申请。", "There are no proposals."));
  return exitCodes.done;
}

async function show(context: Context, id: number): Promise<ExitCode> {
  const read = await context.engine.proposal(context.tenant.id, id);
  if (!read) throw failure(exitCodes.refused, "unknown-proposal", label(`没有变更申请 ${id}。`, `There is no proposal ${id}.`));
  context.emit(read);
  await printProposal(context, await namesOf(context), read);
  return exitCodes.done;
}

function numberOf(command: Command): number {
  return parseCount("NUMBER", command.args[0] ?? "");
}
