import { own } from "../../definitions/own.ts";
import type { TicketCommand } from "../../model/command.ts";
import { refuse, type Refused } from "../../model/refusal.ts";
import type { Leg } from "../../model/leg.ts";
import type { Acted } from "../decide.ts";
import type { Work } from "../work.ts";
import { findLeg } from "./find-leg.ts";
import { legTimer, readLegTimer } from "./leg-timer.ts";
import { withLeg } from "./with-leg.ts";

/** Which leg a command is for: a leg's timer says so itself. */
export function legOf(command: TicketCommand): string | undefined {
  return command.leg ?? legTimerIn(command)?.leg;
}

function legTimerIn({ type, form }: TicketCommand): ReturnType<typeof readLegTimer> {
  const timer = form?.["timer"];
  return type === "timer" && typeof timer === "string" ? readLegTimer(timer) : undefined;
}

/** Sends a command to one leg of the ticket, where `act` does what it does to any ticket. */
export function actOnLeg(work: Work, named: string, command: TicketCommand, act: (part: Work, command: TicketCommand) => Acted): Acted {
  const key = work.actor.kind === "reporter" ? undefined : findLeg(work.ticket, named);
  const leg = own(work.ticket.legs, key ?? "");
  if (key === undefined || !leg) return noLeg(work, named);
  const { ifRevision, ...sent } = command;
  if (ifRevision !== undefined && ifRevision !== leg.revision) return stale(key, leg.revision, ifRevision);
  const from = leg.state;
  const acted = withLeg(work, key, leg, (part) => endedOutside(part, key, leg, command.type) ?? act(part, asThere(sent)));
  if (!acted.ok) return acted;
  work.step = { key, from, to: work.ticket.legs?.[key]?.state ?? from };
  // The journal knows a timer by the name it has among the ticket's.
  const timer = legTimerIn(command);
  if (timer) work.form = { ...work.form, timer: legTimer(key, timer.timer) };
  return acted;
}

function asThere({ leg: _leg, ...command }: TicketCommand): TicketCommand {
  const timer = legTimerIn(command);
  return timer ? { ...command, form: { ...command.form, timer: timer.timer } } : command;
}

/** A reporter is not told which there are, nor whether there are any. */
function noLeg({ actor, ticket: { number, legs = {} } }: Work, named: string): Refused {
  const keys = (actor.kind === "reporter" ? [] : Object.keys(legs)).join(", ") || "—";
  return refuse(
    "unknown-leg",
    `案卷 ${number} 没有子任务 ${named}；现有 ${keys}。`,
    `Ticket ${number} has no leg ${named}; there is ${keys}.`,
    "/leg",
  );
}

function stale(key: string, revision: number, by: number): Refused {
  return refuse(
    "stale-revision",
    `子任务 ${key} 已是第 ${revision} 版，您依据的是第 ${by} 版；请重新读取后再试。`,
    `The leg ${key} is at revision ${revision}, you went by ${by}; read it again and retry.`,
    "/ifRevision",
  );
}

/** A leg that was ended from outside stands in a state from which its process would still lead on. */
export function endedOutside({ process, ticket: { number } }: Pick<Work, "process" | "ticket">, key: string, leg: Leg, command: string) {
  const { endedBy } = leg;
  if (endedBy === undefined || !process.commands.has(command)) return undefined;
  return refuse(
    "not-now",
    `案卷 ${number} 的子任务 ${key} 已因 ${endedBy} 结束，不能再办理。`,
    `The leg ${key} of ticket ${number} was ended by ${endedBy}; nothing more can be done on it.`,
    "/leg",
  );
}
