import type { CurrentTicket } from "@muster/engine";
import type { Context } from "./context.ts";
import { exitCodes } from "./exit-code.ts";
import { failure } from "./failure.ts";
import { label } from "./label.ts";

/** The ticket by id or number; a failure where there is none, or none that the actor may see. */
export async function findTicket({ engine, actor }: Pick<Context, "engine" | "actor">, idOrNumber: string): Promise<CurrentTicket> {
  const ticket = await engine.ticket(idOrNumber, actor);
  if (ticket) return ticket;
  throw failure(
    exitCodes.refused,
    "unknown-ticket",
    label(`没有案卷 ${idOrNumber}，或您无权查看。`, `There is no ticket ${idOrNumber}, or it is not yours to see.`),
  );
}
