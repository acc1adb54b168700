import type { DuplicateOptions, DuplicateQuestion } from "@muster/engine";
import type { Command } from "commander";
import { columns } from "../columns.ts";
import { reading } from "../context.ts";
import { describeDuplicate } from "../describe-duplicate.ts";
import { exitCodes } from "../exit-code.ts";
import { wrongUsage } from "../failure.ts";
import { findTicket, ticketName } from "../find-ticket.ts";
import { label } from "../label.ts";
import { namesOf } from "../names.ts";
import { instantOption } from "../parse-instant.ts";
import { parsePoint } from "../parse-point.ts";
import { translate } from "../translate.ts";

interface Options {
  readonly text?: string;
  readonly point?: string;
  readonly area?: string;
  readonly category?: string;
  readonly at?: string;
  readonly closedDays?: string;
  readonly limit?: string;
  readonly from?: string;
}

/** `muster duplicates TICKET` or `--text …`: tickets that may tell of the same matter, and why. */
export function duplicatesCommand(program: Command): void {
  const t = translate(program);
  program
    .command("duplicates")
    .description(
      t(
        "查重：与案卷或一段描述可能是同一件事的案卷，及其理由",
        "tickets that may tell of the same matter as a ticket or a description, and why",
      ),
    )
    .argument("[ticket]", t(...ticketName))
    .option("--text <text>", t("不指定案卷时：问题描述", "instead of a ticket: what is wrong"))
    .option("--point <lng,lat>", t("位置：WGS 84 经度,纬度", "where, in WGS 84 degrees"))
    .option("--area <unit>", t("所在单位", "the unit on whose ground it is"))
    .option("--category <code>", t("类别", "the category"))
    .option("--at <instant>", t("发生时间（默认现在）", "when it was reported (default: now)"))
    .option(
      "--closed-days <days>",
      t("结束不超过多少天的也算（默认 7，至多 30）", "also tickets that ended within so many days (default 7, at most 30)"),
    )
    .option("--limit <tickets>", t("至多几件（默认 5）", "how many at most (default 5)"))
    .option("--from <score>", t("至少多像，0 至 1（默认 0.25）", "how likely at least, 0 to 1 (default 0.25)"))
    .action(
      reading(async (context, command) => {
        const options = command.opts<Options>();
        const name = command.args[0];
        const question = name === undefined ? await reportOf(options) : ticketQuestion((await findTicket(context, name)).id, options);
        const found = await context.engine.duplicates(context.actor, question, howOf(options));
        context.emit({ ok: true, duplicates: found });
        const names = await namesOf(context);
        if (found.length === 0) context.print(label("没有发现可能重复的案卷。", "Nothing likely was found."));
        for (const line of columns(found.map((each) => describeDuplicate(context, names, each)))) context.print(line);
        return exitCodes.done;
      }),
    );
}

function ticketQuestion(ticket: string, { text, point, area, category, at }: Options): DuplicateQuestion {
  if ([text, point, area, category, at].every((said) => said === undefined)) return { ticket };
  throw wrongUsage(
    label(
      "指定案卷时不能再写 --text、--point、--area、--category、--at。",
      "--text, --point, --area, --category and --at go without a ticket.",
    ),
  );
}

async function reportOf({ text, point, area, category, at }: Options): Promise<DuplicateQuestion> {
  if (text === undefined && point === undefined)
    throw wrongUsage(label("请写明案卷，或 --text、--point。", "Name a ticket, or say --text or --point."));
  return {
    ...(text !== undefined && { description: text }),
    ...(point !== undefined && { point: parsePoint("--point", point) }),
    ...(area !== undefined && { area }),
    ...(category !== undefined && { category }),
    ...(at !== undefined && { at: await instantOption("--at", at) }),
  };
}

function howOf({ closedDays, limit, from }: Options): DuplicateOptions {
  return {
    ...(closedDays !== undefined && { closedDays: numberOf("--closed-days", closedDays, 30) }),
    ...(limit !== undefined && { limit: Math.floor(numberOf("--limit", limit, 50)) }),
    ...(from !== undefined && { from: numberOf("--from", from, 1) }),
  };
}

function numberOf(option: string, typed: string, most: number): number {
  const value = typed.trim() === "" ? NaN : Number(typed);
  if (value >= 0 && value <= most) return value;
  throw wrongUsage(
    label(`${option} 须为 0 至 ${most} 的数，而不是 ${typed}。`, `${option} takes a number from 0 to ${most}, not ${typed}.`),
  );
}
