import type { Actor, CurrentTicket, Engine } from "@muster/engine";
import type { Context } from "./context.ts";
import { exitCodes } from "./exit-code.ts";
import { failure } from "./failure.ts";
import { label } from "./label.ts";

/** How a ticket is named on the command line. */
export const ticketName = ["案卷号、内部 ID 或 来源/来源编号", "the ticket's number or id, or SOURCE/KEY as its source knows it"] as const;

/** How a leg of it is named. */
export const legName = [
  "子任务：其编号（如 1.finance）或被呼叫的单位",
  "one leg of it: its key, such as 1.finance, or the unit that was called",
] as const;

/** The ticket by any of its names; a failure where there is none, or none that the actor may see. */
export async function findTicket({ engine, actor }: Pick<Context, "engine" | "actor">, name: string): Promise<CurrentTicket> {
  const ticket = await ticketNamed(engine, name, actor);
  if (ticket) return ticket;
  throw failure(
    exitCodes.refused,
    "unknown-ticket",
    label(`没有案卷 ${name}，或您无权查看。`, `There is no ticket ${name}, or it is not yours to see.`),
  );
}

/** A ticket by its id, its number, or as `SOURCE/KEY` by what the source it came from calls it. */
export async function ticketNamed(engine: Engine, name: string, actor: Actor): Promise<CurrentTicket | undefined> {
  const [, source, key] = /^([^/]+)\/(.+)$/s.exec(name) ?? [];
  const found = await engine.ticket(name, actor);
  return found ?? (source === undefined || key === undefined ? undefined : engine.bySourceKey(source, key, actor));
}
