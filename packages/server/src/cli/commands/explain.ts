import type { ExplainedClock, Ticket } from "@muster/engine";
import type { Command } from "commander";
import { clockLine } from "../clock-line.ts";
import { columns } from "../columns.ts";
import { reading, type Context } from "../context.ts";
import { legTitle } from "../describe-legs.ts";
import { describeRepin, repinLabel } from "../describe-repin.ts";
import { describePlanned } from "../describe-rung.ts";
import { describeSiting } from "../describe-siting.ts";
import { describeTicket } from "../describe-ticket.ts";
import { exitCodes } from "../exit-code.ts";
import { formatInstant } from "../format-instant.ts";
import { findTicket, ticketName } from "../find-ticket.ts";
import { label } from "../label.ts";
import { namesOf, type Names } from "../names.ts";
import { translate } from "../translate.ts";

/** `muster explain TICKET`: the arithmetic of its clocks, line by line. */
export function explainCommand(program: Command): void {
  const t = translate(program);
  program
    .command("explain")
    .description(
      t(
        "时限怎么算：逐日列出计入、不计和暂停的时间",
        "how the time limits are counted: what counted day by day, what did not, and the pauses",
      ),
    )
    .argument("<ticket>", t(...ticketName))
    .action(
      reading(async (context, command) => {
        const ticket = await findTicket(context, command.args[0] ?? "");
        const clocks = await context.engine.explain(ticket.id, context.actor);
        const story = await context.engine.story(ticket.id, context.actor);
        const moves = story.flatMap(({ entry: { at, repin } }) => (repin ? [{ at, ...repin }] : []));
        const located = story.flatMap(({ entry }) => entry.located ?? [])[0];
        context.emit({ ticket: ticket.id, number: ticket.number, clocks, ...(moves.length > 0 && { moves }), ...(located && { located }) });
        const names = await namesOf(context);
        for (const line of describeTicket(context, names, ticket)) context.print(line);
        if (located) context.print(`  ${describeSiting(context, names, located, ticket.area)}`);
        for (const { at, ...repin } of moves) {
          const [first, ...more] = describeRepin(context, repin);
          context.print(`  ${formatInstant(at, context.tenant.zone)}  ${context.text(repinLabel(repin))}  ${first ?? ""}`);
          for (const line of more) context.print(`    ${line}`);
        }
        if (clocks.length === 0)
          context.print(
            ticket.open
              ? label("此案卷还没有开始计时的时限。", "No time limit has been counted for it yet.")
              : label("此案卷没有计过时限。", "No time limit was counted for it."),
          );
        for (const clock of clocks) {
          context.print("");
          context.print(headOf(names, ticket, clock));
          for (const line of clock.lines) context.print(clockLine(line));
          await printRungs(context, names, clock);
        }
        return exitCodes.done;
      }),
    );
}

async function printRungs(context: Context, names: Names, { clock: { ladder }, state, rungs }: ExplainedClock): Promise<void> {
  if (!ladder || state === "stopped") return;
  const of = `${ladder.id}@${ladder.version}`;
  context.print(
    rungs.length > 0
      ? label(`  升级阶梯 ${of}，接下来：`, `  on the ladder ${of} come next:`)
      : label(`  升级阶梯 ${of} 暂无下一级。`, `  nothing comes next on the ladder ${of}.`),
  );
  const rows = await Promise.all(rungs.map((each) => describePlanned(context, names, each)));
  for (const line of columns(rows)) context.print(`    ${line}`);
}

function headOf(names: Names, { legs }: Ticket, { label: called, leg, milestone, state, clock: { unit, basis } }: ExplainedClock) {
  const title = leg === undefined ? "" : `${legTitle(names, leg, legs?.[leg])} · `;
  const of = milestone === undefined ? "" : ` · ${milestone}`;
  const [zh, en] = states[state];
  const by = unit === undefined ? "" : `  ${names.unit(unit)}`;
  const from =
    { standard: ["立案标准", "standard"], process: ["流程", "process"], whistle: ["吹哨", "whistle"], due: ["人工指定", "set by hand"] }[
      basis.type
    ] ?? [];
  const code = basis.type === "standard" ? ` ${basis.code}` : "";
  return label(
    `${title}${called["zh-CN"]}${of}（${zh}）${by}  ${from[0]}${code}`,
    `${title}${called.en}${of} (${en})${by}  ${from[1]}${code}`,
  );
}

const states = {
  running: ["计时中", "running"],
  paused: ["已暂停", "paused"],
  stopped: ["已结束", "ended"],
} as const;
