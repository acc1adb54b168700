import type { Move, MoveProgress } from "@muster/engine";
import type { Command } from "commander";
import { acting, openContext, type Context } from "../context.ts";
import { countOf } from "../count-of.ts";
import { exitCodes, type ExitCode } from "../exit-code.ts";
import { failure } from "../failure.ts";
import { interruption } from "../interruption.ts";
import { label } from "../label.ts";
import { addMoveOptions, moveOf, type MoveWords } from "../move-options.ts";
import { namesOf } from "../names.ts";
import { printPlan } from "../print-plan.ts";
import { progressLine } from "../progress-line.ts";
import { ticketLines, type TicketLines } from "../ticket-lines.ts";
import { translate } from "../translate.ts";

interface Options extends MoveWords {
  readonly dryRun?: true;
  readonly tickets?: true;
  readonly yes?: true;
}

/** `muster move PROCESS`: open tickets brought to another version of their process, shown before it is done. */
export function moveCommand(program: Command): void {
  const t = translate(program);
  const command = program
    .command("move")
    .description(
      t(
        "换版：把未结案卷移到流程的新版本，或按现行时限重新计时；先预览，加 --yes 执行，可中断后再次运行",
        "bring open tickets to another version of their process, or their clocks under today's limits; shown first, done with --yes, safe to run again",
      ),
    )
    .argument("<process>", t("流程的 ID", "the id of the process"));
  addMoveOptions(command)
    .option("--tickets", t("逐件列出：状态和期限的前后变化", "list every ticket: its state and its due time, before and after"))
    .option("--dry-run", t("只预览，不写入；他人使用数据库时也可以", "show what would happen and write nothing, also while others write"))
    .option("--yes", t("执行", "do it"))
    .action(
      acting(async (given, called) => {
        const { dryRun = false, yes = false, tickets = false, ...words } = called.opts<Options>();
        const move = { ...(await moveOf(called.args[0] ?? "", words)), by: given.as };
        const context = await openContext(given, dryRun || !yes ? "read" : "write");
        try {
          const listed = await ticketLines(context, move, tickets);
          if (dryRun || !yes) return await preview(context, move, dryRun, listed);
          return await carryOut(context, move, interruption(given.invocation.io), listed);
        } finally {
          await context.close();
        }
      }),
    );
}

async function preview(context: Context, move: Move, dryRun: boolean, { each, told }: TicketLines): Promise<ExitCode> {
  const { engine, tenant, options } = context;
  const progress = progressLine(options.invocation);
  const plan = await engine.planMove(tenant.id, move, { each, progress: (far) => progress.show(far.looked, far.open, looking(far)) });
  progress.end();
  printPlan(context, await namesOf(context), plan);
  if (plan.unmapped.length > 0) throw unmappedStates({ dryRun, plan, ...told() });
  if (!dryRun && plan.moves.tickets > 0)
    throw failure(
      exitCodes.refused,
      "unconfirmed",
      label("尚未执行；确认无误后加 --yes 再运行。", "Nothing was moved yet; run it again with --yes if this is what you want."),
      { dryRun, plan, ...told() },
    );
  context.emit({ ok: true, dryRun, plan, ...told() });
  if (dryRun) context.print(label("试运行，什么也没有写入。", "A dry run: nothing was written."));
  return exitCodes.done;
}

async function carryOut(context: Context, move: Move, signal: AbortSignal, { each, told: listed }: TicketLines): Promise<ExitCode> {
  const { engine, tenant, options, now } = context;
  const progress = progressLine(options.invocation);
  const since = move.since ?? now();
  const again = move.clocks === "restart" && move.from !== undefined ? `--since ${new Date(since).toISOString()}` : undefined;
  // Said before the first ticket: whoever kills it can still go on.
  if (again !== undefined)
    context.note(label(`如果中断，再次运行时请加 ${again}。`, `Should it be interrupted, run it again with ${again}.`));
  const show = (far: MoveProgress): void =>
    progress.show(far.moved > 0 ? far.moved : far.looked, far.open, far.moved > 0 ? moving(far) : looking(far));
  const done = await engine.moveTickets(tenant.id, { ...move, since }, { each, progress: show, signal });
  progress.end();
  printPlan(context, await namesOf(context), done.plan);
  if (!done.ok) throw unmappedStates({ plan: done.plan, ...listed() });
  const { ok: _ok, ...counts } = done;
  const told = { ...counts, ...listed() };
  const { moved, refused, interrupted } = done;
  context.print(label(`已移动 ${moved} 件案卷。`, `${countOf(moved, "ticket")} moved.`));
  for (const { number, refusal } of done.refusals.slice(0, 10)) context.print(`  ${number}  ${context.text(refusal.detail)}`);
  if (interrupted) {
    const [zh, en] = again === undefined ? ["", ""] : [`（加 ${again}）`, ` with ${again}`];
    const detail = label(`已中止；再次运行即可继续${zh}。`, `Stopped before the end; run it again${en} to go on.`);
    throw failure(exitCodes.failed, "interrupted", detail, { ...told, since });
  }
  if (refused > 0)
    throw failure(
      exitCodes.refused,
      "not-moved",
      label(`${refused} 件案卷未能移动，原因如上。`, `${countOf(refused, "ticket")} could not be moved, for the reasons above.`),
      told,
    );
  context.emit({ ok: true, ...told });
  return exitCodes.done;
}

function unmappedStates(told: Readonly<Record<string, unknown>>): Error {
  return failure(
    exitCodes.refused,
    "unmapped-states",
    label(
      "有状态在新版本中已不存在；请用 --map 逐一对应。一件案卷也没有移动。",
      "States are not there any more in the new version; map each with --map. No ticket was moved.",
    ),
    told,
  );
}

function looking({ looked, open }: MoveProgress) {
  return label(`已检查 ${looked} / ${open} 件`, `${looked} of ${open} open tickets looked at`);
}

function moving({ moved, open }: MoveProgress) {
  return label(`已移动 ${moved} 件，未结共 ${open} 件`, `${moved} moved, of ${open} open tickets`);
}
