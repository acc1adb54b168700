import type { TicketCommand } from "../model/command.ts";
import { refuse } from "../model/refusal.ts";
import type { Acted, Circumstances } from "./decide.ts";
import { ladderClock } from "./ladders/arm-ladders.ts";
import { climb } from "./ladders/climb.ts";
import { disarm, reactionsOf } from "./reactions.ts";
import { noteHandler } from "./separate.ts";
import { settling } from "./settling.ts";
import type { Work } from "./work.ts";

/** A due timer: a command that only the engine sends. One of an earlier generation is refused as stale, one that comes early as not now. */
export function fire(work: Work, command: TicketCommand, around: Circumstances): Acted {
  const id = (command.form?.["timer"] ?? "") as string;
  const before = work.ticket.state;
  const armed = Object.hasOwn(work.ticket.timers, id) ? work.ticket.timers[id] : undefined;
  if (work.actor.kind !== "system")
    return refuse("unknown-command", "命令 timer 由引擎自己发送。", "Only the engine sends the command timer.", "/type");
  if (!armed || armed.generation !== command.form?.["generation"])
    return refuse("stale-timer", `定时器 ${id} 已失效。`, `The timer ${id} is stale.`);
  if (work.at < armed.due) return refuse("not-now", `定时器 ${id} 还没有到点。`, `The timer ${id} is not due yet.`);
  work.form = { timer: id, generation: armed.generation };
  work.filled = work.form;
  const clock = ladderClock(id);
  if (clock !== undefined) {
    climb(work, clock, around);
    return { ok: true, edges: [] };
  }
  // Leaving the state has disarmed it, and entering it again has armed another; where a guard kept the ticket there, it has still fired.
  return settling(
    work,
    id,
    () => work.process.machine.send(work.ticket, id, reactionsOf(work)),
    () => {
      if (work.ticket.timers[id]?.generation === armed.generation) disarm(work, id);
      noteHandler(work, before, []);
    },
  );
}
