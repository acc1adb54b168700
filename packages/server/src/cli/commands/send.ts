import type { Actor, Form, TicketCommand } from "@muster/engine";
import type { Command } from "commander";
import { requireActor } from "../choose-actor.ts";
import { writing, type Context } from "../context.ts";
import type { FormSpec } from "../field-value.ts";
import { legName, ticketName, ticketNamed } from "../find-ticket.ts";
import { addFormOptions, type FormOptions } from "../form-options.ts";
import { instantOption } from "../parse-instant.ts";
import { parseCount } from "../parse-count.ts";
import { printAnswer } from "../print-answer.ts";
import { readAttachment } from "../read-attachment.ts";
import { readForm } from "../read-form.ts";
import { translate } from "../translate.ts";

interface Options extends FormOptions {
  readonly leg?: string;
  readonly ifRevision?: string;
}

/** `muster send TICKET COMMAND`: the next step of a ticket, or of one of its legs. */
export function sendCommand(program: Command): void {
  const t = translate(program);
  const command = program
    .command("send")
    .description(t("向案卷发送命令：下一步", "send a command to a ticket: its next step"))
    .argument("<ticket>", t(...ticketName))
    .argument("<command>", t("命令；muster offers 列出可用的", "the command; muster offers lists what is possible"))
    .option("--leg <leg>", t(...legName))
    .option("--if-revision <n>", t("仅当案卷（或子任务）仍是第 n 版时执行", "only while the ticket, or the leg, is at this revision"));
  addFormOptions(command).action(
    writing(async (context, called) => {
      const actor = requireActor(context.tenant.id, context.options.as);
      const [ticket = "", type = ""] = called.args;
      const options = called.opts<Options>();
      // An id that nobody knows goes to the engine as it is: its refusal says so, and says no more to those who may not see it.
      const id = (await ticketNamed(context.engine, ticket, actor))?.id ?? ticket;
      const asked: TicketCommand = {
        type,
        ticket: id,
        ...(options.leg !== undefined && { leg: options.leg }),
        ...(options.ifRevision !== undefined && { ifRevision: parseCount("--if-revision", options.ifRevision) }),
        ...(options.at !== undefined && { at: await instantOption("--at", options.at) }),
        form: await filledIn(context, id, type, actor, options),
        ...(options.attach && { attachments: await Promise.all(options.attach.map(readAttachment)) }),
      };
      const dryRun = options.dryRun === true;
      return printAnswer(context, await context.engine.execute(asked, actor, { key: options.key, dryRun }), dryRun);
    }),
  );
}

/** The form with tickets by id: people name them by number. */
async function filledIn(context: Context, ticket: string, command: string, actor: Actor, options: Options): Promise<Form> {
  const spec = await formOf(context, ticket, command, actor, options.leg);
  const form = await readForm(context.options.invocation.io, spec, options);
  const entries = Object.entries(form).map(async ([name, value]) => {
    const isTicket = Object.hasOwn(spec, name) && spec[name]?.type === "ticket" && typeof value === "string";
    return [name, isTicket ? ((await context.engine.ticket(value, actor))?.id ?? value) : value] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function formOf({ engine }: Context, ticket: string, command: string, actor: Actor, leg: string | undefined): Promise<FormSpec> {
  return (await engine.offers(ticket, actor, leg)).find((offer) => offer.command === command)?.form ?? {};
}
