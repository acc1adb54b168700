import type { Label, Waiting, WaitingNow } from "@muster/engine";
import type { Command } from "commander";
import { requireActor } from "../choose-actor.ts";
import { columns } from "../columns.ts";
import { reading, type Context } from "../context.ts";
import { legTitle } from "../describe-legs.ts";
import { exitCodes } from "../exit-code.ts";
import { formatInstant } from "../format-instant.ts";
import { label } from "../label.ts";
import { lateness, legLateness } from "../lateness.ts";
import { legRoleLabels } from "../leg-labels.ts";
import { namesOf, type Names } from "../names.ts";
import { parseCount } from "../parse-count.ts";
import { translate } from "../translate.ts";

/** `muster inbox --as PERSON`: what waits for somebody's roles, the most urgent first. */
export function inboxCommand(program: Command): void {
  const t = translate(program);
  program
    .command("inbox")
    .description(t("等待此人处理的案卷，最急的在前", "what waits for somebody, the most urgent first"))
    .option("--limit <n>", t("至多列出的数量（默认 50）", "how many at most (default: 50)"))
    .action(
      reading(async (context, command) => {
        const actor = requireActor(context.tenant.id, context.options.as);
        const { limit } = command.opts<{ readonly limit?: string }>();
        const waiting = await context.engine.inbox(actor, limit === undefined ? 50 : parseCount("--limit", limit));
        for (const each of waiting) context.emit(each);
        if (waiting.length === 0) context.note(label("没有等待处理的案卷。", "Nothing waits."));
        if (context.json || waiting.length === 0) return exitCodes.done;
        const names = await namesOf(context);
        const rows = waiting.map(async (each) => {
          const { part, ticket, onDuty } = each;
          const onDutyNow = onDuty ? await Promise.all(onDuty.people.map(names.person)) : [];
          const leg = each.leg === undefined ? undefined : ticket.legs?.[each.leg];
          const late = leg ? legLateness(leg, context.now()) : lateness(ticket, context.now());
          const called =
            leg && each.leg !== undefined ? `${legTitle(names, each.leg, leg)} (${context.text(legRoleLabels[leg.role])}) · ` : "";
          return [
            ticket.number,
            leg ? names.state(leg.process, leg.state) : names.state(ticket.process, ticket.state),
            names.category(ticket.category),
            `${context.text(waitsFor[part.kind])}${called}${names.role(part.role)} · ${names.unit(part.unit)}${dutyOf(context, names, onDutyNow, onDuty)}`,
            part.due === undefined ? "—" : formatInstant(part.due, context.tenant.zone),
            late ? context.text(late) : "",
          ];
        });
        const head = [
          ["案卷号", "Number"],
          ["状态", "State"],
          ["类别", "Category"],
          ["等待", "Waits for"],
          ["期限", "Due"],
          ["时限", "Clock"],
        ] as const;
        for (const line of columns([head.map(([zh, en]) => context.text(label(zh, en))), ...(await Promise.all(rows))]))
          context.print(line);
        return exitCodes.done;
      }),
    );
}

/** Whom it waits for of those who hold the role. */
function dutyOf({ text }: Context, names: Names, people: readonly string[], onDuty: WaitingNow["onDuty"]): string {
  if (!onDuty || onDuty.via === "role" || people.length === 0) return "";
  const [who, unit] = [people.join(", "), names.unit(onDuty.unit)];
  return text(
    onDuty.via === "duty"
      ? label(`（值班：${who}）`, ` (on duty: ${who})`)
      : label(`（${unit}值班：${who}）`, ` (on duty for it at ${unit}: ${who})`),
  );
}

const waitsFor: Readonly<Record<Waiting["part"]["kind"], Label>> = {
  ticket: label("", ""),
  leg: label("报到：", "called: "),
  approval: label("审批：", "approval: "),
  supervision: label("督办答复：", "reply to an order: "),
};
