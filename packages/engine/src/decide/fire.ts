import type { TicketCommand } from "../model/command.ts";
import { refuse } from "../model/refusal.ts";
import type { Acted } from "./decide.ts";
import { disarm, reactionsOf } from "./reactions.ts";
import { settling } from "./settling.ts";
import type { Work } from "./work.ts";

/** A due timer: a command that only the engine sends. One of an earlier generation is refused as stale, one that comes early as not now. */
export function fire(work: Work, command: TicketCommand): Acted {
  const id = (command.form?.["timer"] ?? "") as string;
  const armed = work.ticket.timers[id];
  if (work.actor.kind !== "system")
    return refuse("unknown-command", "命令 timer 由引擎自己发送。", "Only the engine sends the command timer.", "/type");
  if (!armed || armed.generation !== command.form?.["generation"])
    return refuse("stale-timer", `定时器 ${id} 已失效。`, `The timer ${id} is stale.`);
  if (work.at < armed.due) return refuse("not-now", `定时器 ${id} 还没有到点。`, `The timer ${id} is not due yet.`);
  work.form = { timer: id, generation: armed.generation };
  work.filled = work.form;
  // Leaving the state has disarmed it; where the guard kept the ticket there, it has still fired once.
  return settling(
    work,
    id,
    () => work.process.machine.send(work.ticket, id, reactionsOf(work)),
    () => disarm(work, id),
  );
}
