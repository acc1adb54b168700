import {
  fold,
  type Actor,
  type Answer,
  type Engine,
  type Refusal,
  type ReportCommand,
  type Ticket,
  type TicketCommand,
} from "@muster/engine";
import { type Reason, holds, rejected } from "@muster/engine/sources";
import type { Outcome } from "../outcome.ts";
import type { PlannedStep, RowPlan } from "./plan-row.ts";
import { resume } from "./resume.ts";

export interface RowRun {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  readonly commands: number;
}

/** Brings one row into the engine, or what is missing of it: rehearsed to the end before the first command is sent. */
export async function runRow(engine: Engine, plan: RowPlan, reasons: readonly Reason[], dryRun: boolean): Promise<RowRun> {
  const { tenant } = plan.actor;
  const system: Actor = { kind: "system", tenant };
  const found = await engine.bySourceKey(plan.report.source, plan.report.sourceKey, system);
  const story = found ? await engine.story(found.id, system) : [];
  // The past goes on from what is stored: what is overdue now was not then.
  const known = fold(story.map(({ entry }) => entry));
  const rest = known ? resume(plan, story, known.number) : { ok: true as const, steps: plan.steps };
  if (!rest.ok) return { outcome: "rejected", reasons: [...reasons, rest.reason], commands: 0 };
  const rehearsal = await engine.rehearse(tenant, known);
  const tried = await play(plan, rest.steps, known, (command, actor) => rehearsal.execute(command, actor));
  if (tried.refused) return { outcome: "rejected", reasons: [...reasons, tried.refused], commands: 0 };
  if (tried.commands === 0) return { outcome: "unchanged", reasons, commands: 0 };
  const outcome = reasons.length > 0 ? "flagged" : "imported";
  if (dryRun) return { outcome, reasons, commands: tried.commands };
  if (!known && plan.reporter) await engine.putPeople(tenant, [plan.reporter]);
  const done = await play(plan, rest.steps, known, (command, actor) => engine.execute(command, actor));
  if (!done.refused) return { outcome, reasons, commands: done.commands };
  // Somebody was faster between rehearsal and now; a second run takes it from there.
  return { outcome: "rejected", reasons: [...reasons, done.refused], commands: done.commands };
}

interface Played {
  readonly commands: number;
  readonly refused?: Reason;
}

type Send = (command: ReportCommand | TicketCommand, actor: Actor) => Answer | Promise<Answer>;

/** The report where there is no ticket yet, then the steps; ends at the first refusal. */
async function play(plan: RowPlan, steps: readonly PlannedStep[], known: Ticket | undefined, send: Send): Promise<Played> {
  let [ticket, commands] = [known, 0];
  if (!ticket) {
    const answer = await send(plan.report, plan.actor);
    if (!answer.ok) return { commands, refused: refusedAt("report", answer.refusal) };
    [ticket, commands] = [answer.ticket, 1];
  }
  for (const { type, at, actor, form, attachments, when } of steps) {
    if (when && !holds(when, { ...plan.facts, ticket })) continue;
    const to = { ticket: ticket.id, ifRevision: ticket.revision };
    const answer = await send({ type, ...to, at, historical: true, form, ...(attachments && { attachments }) }, actor);
    if (!answer.ok) return { commands, refused: refusedAt(type, answer.refusal) };
    [ticket, commands] = [answer.ticket, commands + 1];
  }
  return { commands };
}

function refusedAt(command: string, { code, detail }: Refusal): Reason {
  return rejected(`refused-${code}`, `${command}：${detail["zh-CN"]}`, `${command}: ${detail.en}`);
}
