import { figureGroupings, type EvaluationDocument, type Figures } from "@muster/engine";
import type { Command } from "commander";
import { acting, openContext, writing, type Context } from "../context.ts";
import { exitCodes, type ExitCode } from "../exit-code.ts";
import { wrongUsage } from "../failure.ts";
import { formatInstant } from "../format-instant.ts";
import type { GlobalOptions } from "../global-options.ts";
import { label } from "../label.ts";
import { namesOf } from "../names.ts";
import { oneOf } from "../one-of.ts";
import { parseCount } from "../parse-count.ts";
import { printRefusal } from "../print-answer.ts";
import { printCases, printFigures } from "../print-figures.ts";
import { progressLine } from "../progress-line.ts";
import { translate } from "../translate.ts";

interface Options {
  readonly unit?: string;
  readonly period?: string;
  readonly by?: string;
  readonly category?: string;
  readonly source?: string;
  readonly person?: string;
  readonly own?: string;
  readonly limit?: string;
  readonly after?: string;
}

/** `muster evaluate`: numbers by unit and time, and the tickets behind each. */
export function evaluateCommand(program: Command): void {
  const t = translate(program);
  const [unit, category, period] = [
    t("单位，含下级（默认能看到的全部）", "a unit with everything beneath it (default: all that is yours to see)"),
    t("类别，含下级；空文字即没有类别的", "a category with everything beneath it; an empty text for tickets that have none"),
    t("2026-11、2026-Q4、2026 或 2025-09..2026-08（默认本月）", "2026-11, 2026-Q4, 2026 or 2025-09..2026-08 (default: this month)"),
  ];
  const evaluate = program
    .command("evaluate")
    .description(t("综合评价：各单位的指标、得分和等级", "evaluations: indicators, scores and grades of units"))
    .argument("[evaluation]", t("综合评价的编号（默认全部）", "the id of an evaluation (default: all)"))
    .option("--unit <unit>", unit)
    .option("--category <code>", category)
    .option("--period <period>", period)
    .option("--by <by>", t(`按 ${figureGroupings.join("、")} 分列`, `a row for each ${figureGroupings.join(", ")}`))
    .action(upToDate(async (context, command) => figures(context, command.args[0], command.opts<Options>())));
  evaluate
    .command("cases")
    .description(t("一个数字包含的案卷", "the tickets that a number counts"))
    .argument("<evaluation>", t("综合评价的编号", "the id of an evaluation"))
    .argument("<tally>", t("计数项的名称", "the name of a tally"))
    .option(
      "--own <of>",
      t(
        `只列该单位本级（unit）或该类别本身（category）的，不含下级；不写单位时即没有单位的`,
        "only what is right at the unit, or the category, and nothing beneath; without a unit what is no unit's",
      ),
    )
    .option("--source <source>", t("只列此来源", "only from this source"))
    .option("--person <id>", t("只列此人办理的", "only those of this person"))
    .option("--limit <n>", t("至多列出的数量（默认 50）", "how many at most (default: 50)"))
    .option("--after <mark>", t("上一页给出的翻页标记", "where the page before ended"))
    // `--unit`, `--category` and `--period` are the command's own: commander gives them to it wherever they stand.
    .action(upToDate(async (context, command) => cases(context, command.args, command.optsWithGlobals<Options>())));
  evaluate
    .command("recompute")
    .description(
      t(
        "根据日志全部重新统计；完成前仍可查询原有数字",
        "count everything anew from the journal; what is there can be asked for until it is done",
      ),
    )
    .action(writing(recompute));
}

/** Counts what is new first, unless another process holds the file, which then does so itself; also for whoever may only read it. */
function upToDate(act: (context: Context, command: Command) => Promise<ExitCode>) {
  return acting(async (options, command) => {
    const context = await openEither(options);
    try {
      return await act(context, command);
    } finally {
      await context.close();
    }
  });
}

async function openEither(options: GlobalOptions): Promise<Context> {
  let context: Context;
  try {
    context = await openContext({ ...options, wait: 0 }, "write");
  } catch {
    // What keeps it from being read too is told by this.
    return openContext(options, "read");
  }
  await counting(context, (onProgress) => context.engine.evaluation.follow(context.tenant.id, onProgress));
  return context;
}

type OnProgress = Parameters<Context["engine"]["evaluation"]["follow"]>[1];

async function counting(context: Context, count: (onProgress: OnProgress) => Promise<unknown>): Promise<void> {
  const progress = progressLine(context.options.invocation);
  try {
    await count(({ done, total }) =>
      progress.show(done, total, label(`已统计 ${done} / ${total} 件案卷`, `${done} of ${total} tickets counted`)),
    );
  } finally {
    progress.end();
  }
}

async function figures(context: Context, id: string | undefined, { unit, category, period, by }: Options): Promise<ExitCode> {
  const { engine, tenant, actor, emit, note } = context;
  const published = await engine.evaluation.published(tenant.id);
  const asked = id === undefined ? published.map((each) => each.id) : [id];
  if (asked.length === 0) note(label("还没有发布任何综合评价。", "No evaluation is published."));
  const grouping = by === undefined ? {} : { by: oneOf("--by", figureGroupings, by) };
  const answers: Figures[] = [];
  for (const evaluation of asked) {
    const answer = await engine.evaluation.figures({ evaluation, unit, category, period: period ?? monthOf(context), ...grouping }, actor);
    if (!answer.ok) {
      emit(answer);
      return printRefusal(context, answer.refusal);
    }
    answers.push(answer);
  }
  emit(id === undefined ? answers : answers[0]);
  if (context.json) return exitCodes.done;
  const names = await namesOf(context);
  for (const [i, answer] of answers.entries()) {
    if (i > 0) context.print("");
    await printFigures(context, names, documentOf(published, answer.evaluation), answer, grouping.by);
  }
  return exitCodes.done;
}

async function cases(context: Context, [evaluation = "", tally = ""]: readonly string[], options: Options): Promise<ExitCode> {
  const { engine, tenant, actor, emit } = context;
  const { unit, period = monthOf(context), category, source, person, own, limit, after } = options;
  const only = own === undefined ? {} : { own: oneOf("--own", ["unit", "category"] as const, own) };
  const page = { ...(limit !== undefined && { limit: parseCount("--limit", limit) }), after };
  const answer = await engine.evaluation.cases({ evaluation, tally, unit, period, category, source, person, ...only }, actor, page);
  emit(answer);
  if (!answer.ok) return printRefusal(context, answer.refusal);
  if (!context.json)
    await printCases(context, await namesOf(context), documentOf(await engine.evaluation.published(tenant.id), evaluation), tally, answer);
  return exitCodes.done;
}

async function recompute(context: Context): Promise<ExitCode> {
  const { engine, tenant, emit, print, note } = context;
  const published = await engine.evaluation.published(tenant.id);
  if (published.length === 0) {
    note(label("还没有发布任何综合评价。", "No evaluation is published."));
    return exitCodes.done;
  }
  let tickets = 0;
  await counting(context, (onProgress) =>
    engine.evaluation.recompute(tenant.id, (progress) => {
      tickets = progress.total;
      onProgress?.(progress);
    }),
  );
  emit({ tickets });
  print(label(`已重新统计 ${tickets} 件案卷。`, `${tickets} tickets were counted anew.`));
  return exitCodes.done;
}

function documentOf(published: readonly EvaluationDocument[], id: string): EvaluationDocument {
  const found = published.find((each) => each.id === id);
  if (!found) throw wrongUsage(label(`没有综合评价 ${id}。`, `There is no evaluation ${id}.`));
  return found;
}

function monthOf({ now, tenant }: Context): string {
  return formatInstant(now(), tenant.zone).slice(0, 7);
}
