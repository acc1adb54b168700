import type { LegOffer, Offer, Ticket } from "@muster/engine";
import type { Command } from "commander";
import { requireActor } from "../choose-actor.ts";
import { columns } from "../columns.ts";
import { reading, type Context } from "../context.ts";
import { describeDuplicate } from "../describe-duplicate.ts";
import { legStanding, legTitle } from "../describe-legs.ts";
import { exitCodes } from "../exit-code.ts";
import { failure } from "../failure.ts";
import { fieldTypes } from "../field-types.ts";
import { findTicket, legName, ticketName } from "../find-ticket.ts";
import { label } from "../label.ts";
import { namesOf, withCode, type Names } from "../names.ts";
import { translate } from "../translate.ts";

/** `muster offers TICKET --as PERSON`: what somebody can do with a ticket and its legs now, and why not the rest. */
export function offersCommand(program: Command): void {
  const t = translate(program);
  program
    .command("offers")
    .description(t("此人现在可以对案卷做什么，其余为何不可", "what somebody can do with a ticket now, and why not the rest"))
    .argument("<ticket>", t(...ticketName))
    .option("--leg <leg>", t(...legName))
    .action(
      reading(async (context, command) => {
        const actor = requireActor(context.tenant.id, context.options.as);
        const ticket = await findTicket(context, command.args[0] ?? "");
        const { leg } = command.opts<{ readonly leg?: string }>();
        const offers = await context.engine.offers(ticket.id, actor, leg);
        if (leg !== undefined && offers.length === 0) throw unknownLeg(ticket, leg);
        context.emit(offers);
        const possible = offers.filter((offer) => offer.available);
        const names = await namesOf(context);
        const groups = [undefined, ...Object.keys(ticket.legs ?? {})];
        for (const key of groups)
          printGroup(
            context,
            names,
            ticket,
            key,
            possible.filter((offer) => legIn(offer) === key),
          );
        if (leg === undefined && possible.some(({ form }) => Object.hasOwn(form, "mergedInto")))
          await printDuplicates(context, names, ticket.id);
        if (possible.length === 0) context.print(label("此人现在不能做任何事。", "There is nothing this person can do now."));
        printRest(context, offers, leg);
        return exitCodes.done;
      }),
    );
}

/** What is possible with the ticket, or with one of its legs. */
function printGroup(context: Context, names: Names, ticket: Ticket, key: string | undefined, offers: readonly Offer[]): void {
  if (offers.length === 0) return;
  const leg = key === undefined ? undefined : ticket.legs?.[key];
  if (key === undefined || !leg) context.print(label("可用：", "Possible:"));
  else {
    const [title, standing] = [legTitle(names, key, leg), legStanding(context, names, ticket, leg)];
    context.print(
      label(`子任务 ${title}（${standing}）可用，加 --leg ${key}：`, `Possible with the leg ${title} (${standing}), with --leg ${key}:`),
    );
  }
  for (const offer of offers) printPossible(context, names, offer);
}

function legIn(offer: Offer | LegOffer): string | undefined {
  return "leg" in offer ? offer.leg : undefined;
}

function unknownLeg({ number, legs = {} }: Ticket, leg: string): Error {
  const keys = Object.keys(legs).join(", ") || "—";
  return failure(
    exitCodes.refused,
    "unknown-leg",
    label(`案卷 ${number} 没有子任务 ${leg}；现有 ${keys}。`, `Ticket ${number} has no leg ${leg}; there is ${keys}.`),
  );
}

/** What it could be merged into. */
async function printDuplicates(context: Context, names: Names, ticket: string): Promise<void> {
  const duplicates = await context.engine.duplicates(requireActor(context.tenant.id, context.options.as), { ticket });
  if (duplicates.length === 0) return;
  context.print(label("  可能重复，可合并到：", "  likely duplicates, to merge into:"));
  for (const line of columns(duplicates.map((each) => describeDuplicate(context, names, each)))) context.print(`    ${line}`);
}

function printPossible(
  { print, text }: Context,
  names: Names,
  { command, label: called, form, evidence, conditional, approvals }: Offer,
): void {
  const depends = conditional ? text(label("（视填写内容）", " (depends on the form)")) : "";
  const proof = evidence ? text(label("，须附凭证 --attach", ", needs evidence: --attach")) : "";
  const chain = approvals?.map(({ role }) => names.role(role)).join(" → ");
  const agreed = chain === undefined ? "" : text(label(`，须经 ${chain} 同意`, `, to be agreed by ${chain}`));
  print(`  ${command}  ${text(called)}${depends}${proof}${agreed}`);
  const fields = Object.entries(form).map(([name, field]) => [
    `      --field ${name}=…`,
    text(field.label),
    field.values ? field.values.map((value) => withCode(text(value.label), value.code)).join(" | ") : text(fieldTypes[field.type]),
    field.required ? text(label("必填", "required")) : "",
  ]);
  for (const line of columns(fields)) print(line);
}

/** What the state rules out is said once; what is for others, or waits for a condition, each with its reason. */
function printRest({ print, text }: Context, offers: readonly Offer[], leg: string | undefined): void {
  const notNow = offers.flatMap(({ command, label: called, reason }) =>
    reason?.code === "not-now" ? [withCode(text(called), command)] : [],
  );
  const others = offers.flatMap(({ command, label: called, reason }) =>
    reason && reason.code !== "not-now" ? [[`  ${command}`, text(called), text(reason.detail)]] : [],
  );
  print("");
  print(label("不可用：", "Not possible:"));
  for (const line of columns(others)) print(line);
  const [zh, en] = leg === undefined ? ["案卷", "the ticket"] : ["子任务", "the leg"];
  if (notNow.length > 0)
    print(label(`  ${zh}现在的状态下不行：${notNow.join("、")}`, `  not in the state ${en} is in: ${notNow.join(", ")}`));
}
