import { own } from "../definitions/own.ts";
import { actorLabel, type Actor } from "../model/actor.ts";
import type { Command, FormValue } from "../model/command.ts";
import { refuse, type Refused } from "../model/refusal.ts";
import type { Ticket } from "../model/ticket.ts";
import { ladderClock } from "./ladders/arm-ladders.ts";
import type { World } from "./world.ts";

/** When a command happens: now, or when it says and the actor may say so; never before the ticket's last entry. */
export function timeOf(
  world: World,
  ticket: Ticket | undefined,
  command: Command,
  actor: Actor,
  now: number,
): { readonly ok: true; readonly at: number } | Refused {
  const [last, called] = [ticket?.at ?? -Infinity, actorLabel(actor)];
  const may = (privilege: "backdate" | "import") =>
    actor.kind === "system" || (actor.kind === "person" && world.organisation.has(actor.id, privilege));
  if (command.historical && !may("import")) {
    return refuse("not-allowed", `${called["zh-CN"]} 没有导入历史数据的权限。`, `${called.en} may not import the past.`, "/historical");
  }
  if (command.historical && command.at === undefined) {
    return refuse("bad-input", "补录历史须写明发生时间 at。", "A historical command says when it happened: at.", "/at");
  }
  // A timer's time is when it was due, also where nobody was there: what it starts or ends is counted from then.
  if (command.type === "timer" && actor.kind === "system" && command.at === undefined)
    return { ok: true, at: Math.max(last, Math.min(now, dueOf(ticket, command.form?.["timer"]) ?? now)) };
  // A clock set back must not stop the work: the story goes on from where it was.
  if (command.at === undefined) return { ok: true, at: Math.max(now, last) };
  if (!Number.isSafeInteger(command.at) || command.at < 0)
    return refuse("bad-input", "at 须为自 1970 年起的毫秒数。", "at must be milliseconds since 1970.", "/at");
  if (command.at > now) return refuse("time-order", "at 在将来；事情尚未发生。", "at lies in the future; it has not happened yet.", "/at");
  if (command.at < last) {
    return refuse("time-order", `at 早于案卷的上一条记录 ${iso(last)}。`, `at is before the ticket's last entry, ${iso(last)}.`, "/at");
  }
  if (command.at < now && !command.historical && !may("backdate")) {
    return refuse(
      "not-allowed",
      `${called["zh-CN"]} 无权补记过去的时间；请去掉 at。`,
      `${called.en} may not backdate; leave "at" away.`,
      "/at",
    );
  }
  return { ok: true, at: command.at };
}

/** A ladder's rung happens when somebody is told, not when somebody should have been. */
function dueOf(ticket: Ticket | undefined, timer: FormValue | undefined): number | undefined {
  if (!ticket || typeof timer !== "string" || ladderClock(timer) !== undefined) return undefined;
  return own(ticket.timers, timer)?.due;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
