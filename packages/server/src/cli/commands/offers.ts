import type { Offer } from "@muster/engine";
import type { Command } from "commander";
import { requireActor } from "../choose-actor.ts";
import { columns } from "../columns.ts";
import { reading, type Context } from "../context.ts";
import { exitCodes } from "../exit-code.ts";
import { fieldTypes } from "../field-types.ts";
import { findTicket, ticketName } from "../find-ticket.ts";
import { label } from "../label.ts";
import { namesOf, withCode, type Names } from "../names.ts";
import { translate } from "../translate.ts";

/** `muster offers TICKET --as PERSON`: what somebody can do with a ticket now, and why not the rest. */
export function offersCommand(program: Command): void {
  const t = translate(program);
  program
    .command("offers")
    .description(t("此人现在可以对案卷做什么，其余为何不可", "what somebody can do with a ticket now, and why not the rest"))
    .argument("<ticket>", t(...ticketName))
    .action(
      reading(async (context, command) => {
        const actor = requireActor(context.tenant.id, context.options.as);
        const ticket = await findTicket(context, command.args[0] ?? "");
        const offers = await context.engine.offers(ticket.id, actor);
        context.emit(offers);
        const possible = offers.filter((offer) => offer.available);
        context.print(
          possible.length > 0 ? label("可用：", "Possible:") : label("此人现在不能做任何事。", "There is nothing this person can do now."),
        );
        const names = await namesOf(context);
        for (const offer of possible) printPossible(context, names, offer);
        printRest(context, offers);
        return exitCodes.done;
      }),
    );
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
function printRest({ print, text }: Context, offers: readonly Offer[]): void {
  const notNow = offers.flatMap(({ command, label: called, reason }) =>
    reason?.code === "not-now" ? [withCode(text(called), command)] : [],
  );
  const others = offers.flatMap(({ command, label: called, reason }) =>
    reason && reason.code !== "not-now" ? [[`  ${command}`, text(called), text(reason.detail)]] : [],
  );
  print("");
  print(label("不可用：", "Not possible:"));
  for (const line of columns(others)) print(line);
  if (notNow.length > 0)
    print(label(`  案卷现在的状态下不行：${notNow.join("、")}`, `  not in the state the ticket is in: ${notNow.join(", ")}`));
}
