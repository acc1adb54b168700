import type { StoryEntry, Ticket } from "@muster/engine";
import type { Command } from "commander";
import { columns } from "../columns.ts";
import { reading, type Context } from "../context.ts";
import { describeDecision, describeExplanation } from "../describe-decision.ts";
import { describeDuplicate } from "../describe-duplicate.ts";
import { describeEntry } from "../describe-entry.ts";
import { describeStep } from "../describe-rung.ts";
import { describeTicket } from "../describe-ticket.ts";
import { exitCodes } from "../exit-code.ts";
import { explainDecision } from "../explain-decision.ts";
import { findTicket, ticketName } from "../find-ticket.ts";
import { label } from "../label.ts";
import { namesOf, type Names } from "../names.ts";
import { nextSteps, type NextStep } from "../next-steps.ts";
import { textsOf } from "../texts-of.ts";
import { translate } from "../translate.ts";

/** `muster show TICKET`: where a ticket stands, all that happened to it, and why. */
export function showCommand(program: Command): void {
  const t = translate(program);
  program
    .command("show")
    .description(
      t(
        "案卷的来龙去脉：现状、经过、每个自动决定的依据",
        "a ticket's whole story: where it stands, what happened, why each rule decided as it did",
      ),
    )
    .argument("<ticket>", t(...ticketName))
    .option("--why", t("逐行说明规则表为何命中或排除", "for every row of the rule tables, what let it match or ruled it out"))
    .action(
      reading(async (context, command) => {
        const ticket = await findTicket(context, command.args[0] ?? "");
        const why = command.opts<{ readonly why?: true }>().why === true;
        const [names, story] = [await namesOf(context), await context.engine.story(ticket.id, context.actor)];
        const next = await nextSteps(context, names, ticket);
        // While it can be merged yet, whoever files it should know of what it may be merged into.
        const duplicates =
          ticket.open && ticket.stage === "report" ? await context.engine.duplicates(context.actor, { ticket: ticket.id }) : [];
        if (context.json) {
          const texts = textsOf(story);
          const explained = story.map((each) => ({
            ...each,
            ...(why && { why: (each.entry.decisions ?? []).map((decision) => explainDecision(names.world, decision, texts)) }),
          }));
          context.emit({ ticket, story: explained, next, ...(duplicates.length > 0 && { duplicates }) });
          return exitCodes.done;
        }
        await printStory(context, names, ticket, story, why);
        if (duplicates.length > 0) {
          context.print("");
          context.print(label("可能重复：", "Likely duplicates:"));
          for (const line of columns(duplicates.map((each) => describeDuplicate(context, names, each)))) context.print(line);
        }
        await printNext(context, names, next);
        return exitCodes.done;
      }),
    );
}

async function printStory(context: Context, names: Names, ticket: Ticket, story: readonly StoryEntry[], why: boolean): Promise<void> {
  const texts = textsOf(story);
  for (const line of describeTicket(context, names, ticket)) context.print(line);
  context.print("");
  for (const each of story) {
    for (const line of await describeEntry(context, names, ticket, each)) context.print(line);
    for (const step of each.entry.rungs ?? []) context.print(`       ${describeStep(context, step)}`);
    for (const decision of each.entry.decisions ?? []) {
      for (const line of describeDecision(context, names, decision, texts)) context.print(`       ${line}`);
      if (!why) continue;
      const explained = explainDecision(names.world, decision, texts);
      for (const line of describeExplanation(context, names.table(decision.table), explained)) context.print(`         ${line}`);
    }
  }
}

async function printNext({ print, text }: Context, names: Names, next: readonly NextStep[]): Promise<void> {
  print("");
  print(next.length === 0 ? label("现在没有人能推进此案卷。", "Nobody can move it on.") : label("下一步：", "Next:"));
  const legs = next.some(({ leg }) => leg !== undefined);
  const rows = next.map(async ({ command, leg, label: called, conditional, people }) => {
    const some = await Promise.all(people.slice(0, 8).map(names.person));
    const more = people.length > 8 ? text(label(` 等 ${people.length} 人`, ` and ${people.length - 8} more`)) : "";
    return [
      `  ${command}`,
      ...(legs ? [leg === undefined ? "" : `--leg ${leg}`] : []),
      `${text(called)}${conditional ? text(label("（视填写内容）", " (depends on the form)")) : ""}`,
      `${some.join(", ")}${more}`,
    ];
  });
  for (const line of columns(await Promise.all(rows))) print(line);
}
