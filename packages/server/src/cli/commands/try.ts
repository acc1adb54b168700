import type { Actor, Form, ReportCommand, TryOptions, TryStep } from "@muster/engine";
import type { Command } from "commander";
import { chosenDrafts } from "../chosen-drafts.ts";
import { chooseActor, requireActor } from "../choose-actor.ts";
import { columns } from "../columns.ts";
import { reading, type Context } from "../context.ts";
import { describeDifference } from "../describe-difference.ts";
import { exitCodes, type ExitCode } from "../exit-code.ts";
import { failure, wrongUsage } from "../failure.ts";
import { label } from "../label.ts";
import { namesOf } from "../names.ts";
import { dayOrInstant, instantOption, parseInstant } from "../parse-instant.ts";
import { parsePoint } from "../parse-point.ts";
import { printTrial } from "../print-trial.ts";
import type { ReadFiles } from "../read-drafts.ts";
import { readForm } from "../read-form.ts";
import { readObject } from "../read-object.ts";
import { refuseUnusable } from "../refuse-unusable.ts";
import { repeatable } from "../repeatable.ts";
import { translate } from "../translate.ts";

interface Options {
  readonly ticket?: string;
  readonly draft?: readonly string[];
  readonly proposal?: string;
  readonly field?: readonly string[];
  readonly process?: string;
  readonly point?: string;
  readonly at?: string;
  readonly until?: string;
  readonly steps?: string;
  readonly stay?: true;
  readonly why?: true;
}

/** `muster try`: one ticket through drafts, from its report to all that happens if nobody does anything. */
export function tryCommand(program: Command): void {
  const t = translate(program);
  program
    .command("try")
    .description(
      t(
        "试走一件案卷：分类、派遣、时限，以及此后若无人办理会在何时发生什么、通知谁；有草案则与已发布的比较",
        "try one ticket: classification, route, clocks, and what then happens when and to whom if nobody does anything; with drafts also beside what is published",
      ),
    )
    .argument(
      "[report]",
      t(
        "上报命令的 JSON 文件；或用 --field 填写，或用 --ticket",
        "a report as a JSON file; or fill it in with --field, or name a --ticket",
      ),
    )
    .option("--ticket <ticket>", t("照此案卷的上报再走一遍", "make the report of this ticket again"))
    .option(
      "--draft <file>",
      t("草案：定义文件或文件夹（可重复）", "drafts: a definition file, or a folder of them (repeatable)"),
      repeatable,
    )
    .option("--proposal <n>", t("草案：此变更申请的草稿", "drafts: those of this proposal"))
    .option("--field <name=value>", t("填写上报表单的一个字段（可重复）", "fill in a field of the report (repeatable)"), repeatable)
    .option("--point <lng,lat>", t("位置：WGS 84 经度,纬度", "where, in WGS 84 degrees"))
    .option("--process <id>", t("流程（默认 closed-loop）", "the process (default: closed-loop)"))
    .option("--at <instant>", t("上报时刻（默认现在，或案卷当时）", "when it is reported (default: now, or when the ticket was)"))
    .option(
      "--until <day>",
      t("走到何日（含）或何时（默认三十天后）", "up to and including that day, or up to that instant (default: thirty days)"),
    )
    .option(
      "--steps <file>",
      t("此后的命令：JSON 列表 [{command, leg, form, as, at}]", "commands after it: a JSON list of {command, leg, form, as, at}"),
    )
    .option("--stay", t("上报后不假定有人立案和派遣", "do not take it that somebody files and dispatches it at once"))
    .option("--why", t("逐行说明规则表为何命中或排除", "for every row of the rule tables, what let it match or ruled it out"))
    .action(
      reading(async (context, command) => {
        const options = command.opts<Options>();
        const chosen = await chosenDrafts(context, options.draft ?? [], options.proposal);
        return tryOne(context, await optionsFor(context, command.args[0], options), chosen);
      }),
    );
}

async function tryOne(context: Context, options: TryOptions, chosen: ReadFiles | undefined): Promise<ExitCode> {
  const { engine, tenant, emit, print, text } = context;
  await refuseUnusable(context, chosen?.files ?? []);
  const tried = await engine.try(tenant.id, { ...options, drafts: chosen?.drafts });
  if (!tried.ok) {
    const detail = tried.refusal?.detail ?? label("草案有错误。", "The drafts have errors.");
    throw failure(exitCodes.refused, tried.refusal?.code === "unknown-ticket" ? "unknown-ticket" : "findings", detail, { ...tried });
  }
  emit(tried);
  const code = tried.trial.steps[0]?.ok === false ? exitCodes.refused : exitCodes.done;
  if (context.json) return code;
  if (tried.erased)
    context.note(
      label(
        "注意：此案卷的文字已按要求删除，读取文字的规则只见到“—”，结果可能与当时不同。",
        "Note: texts of this ticket were erased; a rule that reads them sees a dash and may answer otherwise than it did.",
      ),
    );
  const names = await namesOf(context);
  await printTrial(context, names, tried.trial);
  if (!tried.published) return code;
  print("");
  if (tried.differences.length === 0) print(label("与已发布的规则结果相同。", "It comes out as under what is published."));
  else {
    print(label("与已发布的规则不同之处：", "What differs from what is published:"));
    const rows = tried.differences.map((each) => describeDifference(context, names, each));
    for (const line of columns(rows.map(([what, before, after]) => [`  ${what}`, `${before} → ${after}`]))) print(text(label(line, line)));
  }
  return code;
}

async function optionsFor(context: Context, file: string | undefined, options: Options): Promise<TryOptions> {
  const { at, until, ticket, steps, stay = false, why = false } = options;
  const read = steps === undefined ? undefined : await stepsIn(context, steps);
  const how = {
    ...(at !== undefined && { at: await instantOption("--at", at) }),
    ...(until !== undefined && { until: await dayOrInstant("--until", until, context.tenant.zone, 1) }),
    ...(read && { steps: read }),
    ...((stay || read) && { onward: false }),
    why,
  };
  // What a ticket or a file says of its time is not known here.
  const reported = how.at ?? (ticket === undefined && file === undefined ? context.now() : undefined);
  if (how.until !== undefined && reported !== undefined && how.until < reported)
    throw wrongUsage(
      label(
        "--until 早于上报时刻；请改正，或用 --at 指定上报时刻。",
        "--until is before the report; correct it, or say with --at when it is reported.",
      ),
    );
  if (ticket !== undefined) {
    if (file === undefined && !options.field && options.point === undefined) return { ...how, ticket };
    throw wrongUsage(
      label("--ticket 与上报文件、--field、--point 不能同时使用。", "--ticket goes without a report file, --field and --point."),
    );
  }
  if (file === undefined && !options.field)
    throw wrongUsage(label("请给出上报文件，或 --field，或 --ticket。", "Name a report file, or use --field or --ticket."));
  return { ...how, report: await reportOf(context, file, options), by: requireActor(context.tenant.id, context.options.as) };
}

async function reportOf(
  { engine, tenant, options }: Context,
  file: string | undefined,
  { process, field, point }: Options,
): Promise<ReportCommand> {
  const written = file === undefined ? {} : await readObject(file);
  const id = process ?? (typeof written["process"] === "string" ? written["process"] : "closed-loop");
  const spec = (await engine.world(tenant.id)).process(id)?.document.meta.report?.form ?? {};
  const form = { ...(written["form"] as Form | undefined), ...(await readForm(options.invocation.io, spec, { field })) };
  return { ...written, ...(point !== undefined && { point: parsePoint("--point", point) }), type: "report", process: id, form };
}

async function stepsIn({ tenant }: Context, file: string): Promise<readonly TryStep[]> {
  const { steps } = await readObject(file, "steps");
  return Promise.all(
    (steps as readonly Readonly<Record<string, unknown>>[]).map(async ({ command, as, at, ...rest }, i): Promise<TryStep> => {
      const instant = typeof at === "string" ? await parseInstant(at) : undefined;
      if (typeof command !== "string" || typeof as !== "string" || (at !== undefined && instant === undefined))
        throw wrongUsage(
          label(
            `${file} 的第 ${i + 1} 步须有 command 和 as；at 须为带时区偏移的时刻。`,
            `Step ${i + 1} of ${file} needs command and as, and an offset in its at.`,
          ),
        );
      const by: Actor = chooseActor(tenant.id, as);
      return { command: { ...rest, type: command }, by, ...(instant !== undefined && { at: instant }) };
    }),
  );
}
