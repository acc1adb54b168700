import type { BacktestOptions, BacktestProgress, ComparedTicket } from "@muster/engine";
import type { Command } from "commander";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { chosenDrafts } from "../chosen-drafts.ts";
import { reading, type Context } from "../context.ts";
import { exitCodes, type ExitCode } from "../exit-code.ts";
import { failure, wrongUsage } from "../failure.ts";
import { interruption } from "../interruption.ts";
import { label } from "../label.ts";
import { namesOf } from "../names.ts";
import { writeNewFile } from "../new-file.ts";
import { parseCount } from "../parse-count.ts";
import { dayOrInstant } from "../parse-instant.ts";
import { printBacktest } from "../print-backtest.ts";
import { printDecisions } from "../print-decisions.ts";
import { progressLine } from "../progress-line.ts";
import { refuseUnusable } from "../refuse-unusable.ts";
import { translate } from "../translate.ts";

interface Options {
  readonly proposal?: string;
  readonly days?: string;
  readonly since?: string;
  readonly until?: string;
  readonly decisions?: true;
  readonly threads?: string;
  readonly out?: string;
}

/** `muster backtest FILE…`: what drafts would have done to the tickets of the last days, beside what is published. */
export function backtestCommand(program: Command): void {
  const t = translate(program);
  program
    .command("backtest")
    .description(
      t(
        "回测：用草案和已发布的规则各走一遍最近上报的案卷，比较主办、层级、期限、超期、升级和通知对象",
        "take the tickets reported lately through drafts and through what is published, and compare owner, tier, due time, lateness, rungs and who hears of them",
      ),
    )
    .argument("[files...]", t("草案：定义文件或文件夹", "drafts: definition files, or folders of them"))
    .option("--proposal <n>", t("草案：此变更申请的草稿", "drafts: those of this proposal"))
    .option("--days <n>", t("最近几天上报的案卷（默认 30）", "tickets reported in so many days (default: 30)"))
    .option("--since <day>", t("自此日或时刻起上报的案卷", "tickets reported since that day or instant"))
    .option("--until <day>", t("至此日（含）或此时刻为止", "up to and including that day, or up to that instant"))
    .option(
      "--decisions",
      t("只重问规则表（快），其后果不再往下走", "only ask the rule tables again (fast); nothing follows from an answer"),
    )
    .option(
      "--threads <n>",
      t("用几个线程比较（默认按处理器数，至多 4）", "compare on so many threads (default: one a processor, at most 4)"),
    )
    .option("--out <file>", t("把每件案卷的比较写入此新文件（NDJSON）", "write what was found of each ticket to this new file (NDJSON)"))
    .action(
      reading(async (context, command) => {
        const options = command.opts<Options>();
        const chosen = await chosenDrafts(context, command.args, options.proposal);
        if (!chosen)
          throw wrongUsage(label("请给出草案文件，或 --proposal 编号。", "Name files of drafts, or a proposal with --proposal NUMBER."));
        const { files, drafts } = chosen;
        await refuseUnusable(context, files);
        const asked = { drafts, ...(await windowOf(context, options)), names: context.json ? every : shownNames };
        if (options.decisions && (options.out !== undefined || options.threads !== undefined))
          throw wrongUsage(
            label(
              "--decisions 不逐件比较，不能与 --out 或 --threads 同用。",
              "--decisions compares no tickets one by one and goes without --out and --threads.",
            ),
          );
        const progress = progressLine(context.options.invocation);
        const onProgress = ({ done, total }: BacktestProgress): void =>
          progress.show(done, total, label(`${done} / ${total} 件案卷`, `${done} of ${total} tickets`));
        const signal = interruption(context.options.invocation.io);
        const threads = options.threads === undefined ? {} : { threads: parseCount("--threads", options.threads) };
        const how = { ...asked, ...threads, onProgress, signal };
        try {
          return await (options.decisions ? askAgain(context, how) : compare(context, how, options.out));
        } catch (cause) {
          if (!signal.aborted) throw cause;
          throw failure(exitCodes.failed, "interrupted", label("已中断；没有写入任何东西。", "Interrupted; nothing was written."));
        } finally {
          progress.end();
        }
      }),
    );
}

/** Of how many tickets behind each count the names are asked for: for people a few, for programs all. */
const [shownNames, every] = [5, 1_000_000];

async function compare(context: Context, how: BacktestOptions, out: string | undefined): Promise<ExitCode> {
  const { engine, tenant } = context;
  const run = async (onTickets?: BacktestOptions["onTickets"]) => {
    const answer = await engine.backtest(tenant.id, { ...how, onTickets });
    if (!answer.ok) throw failure(exitCodes.refused, "findings", label("草案有错误。", "The drafts have errors."), { ...answer });
    context.emit(answer);
    if (!context.json) printBacktest(context, await namesOf(context), answer.result);
  };
  if (out === undefined) await run();
  else await writeNewFile(out, (partial) => intoFile(partial, run));
  if (out !== undefined) context.print(label(`逐件的比较已写入 ${out}`, `What was found of each ticket is in ${out}`));
  return exitCodes.done;
}

async function intoFile(file: string, run: (onTickets: (tickets: readonly ComparedTicket[]) => void) => Promise<void>): Promise<void> {
  const stream = createWriteStream(file, { flags: "wx" });
  const written = finished(stream);
  // Heard again by whoever waits for the end; until then a full disk must not end the process.
  written.catch(() => {});
  try {
    await run((tickets) => void stream.write(tickets.map((ticket) => `${JSON.stringify(ticket)}\n`).join("")));
  } finally {
    stream.end();
  }
  await written;
}

async function askAgain(context: Context, how: BacktestOptions): Promise<ExitCode> {
  const answer = await context.engine.backtestDecisions(context.tenant.id, how);
  if (!answer.ok) throw failure(exitCodes.refused, "findings", label("草案有错误。", "The drafts have errors."), { ...answer });
  context.emit(answer);
  if (!context.json) printDecisions(context, await namesOf(context), answer.result);
  return exitCodes.done;
}

async function windowOf({ tenant }: Context, { days, since, until }: Options): Promise<Pick<BacktestOptions, "since" | "until" | "days">> {
  if (days !== undefined && since !== undefined) throw wrongUsage(label("--days 与 --since 只能用一个。", "Use either --days or --since."));
  return {
    ...(days !== undefined && { days: parseCount("--days", days) }),
    ...(since !== undefined && { since: await dayOrInstant("--since", since, tenant.zone, 0) }),
    ...(until !== undefined && { until: await dayOrInstant("--until", until, tenant.zone, 1) }),
  };
}
