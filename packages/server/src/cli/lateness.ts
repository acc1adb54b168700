import type { Label, Leg, Ticket } from "@muster/engine";
import { formatSpan } from "./format-span.ts";
import { label } from "./label.ts";

/** How a ticket stands to its deadline, by the rule the store counts with: late is not done by then. Undefined where it has none. */
export function lateness(ticket: Pick<Ticket, "due" | "metAt" | "closedAt">, now: number): Label | undefined {
  if (ticket.due === undefined) return undefined;
  const over = (ticket.metAt ?? ticket.closedAt ?? now) - ticket.due;
  const late = over > 0;
  const span = formatSpan(over);
  if (ticket.closedAt !== undefined) {
    return late ? label(`超期 ${span["zh-CN"]}结案`, `closed ${span.en} late`) : label("按期结案", "closed on time");
  }
  return late ? label(`已超期 ${span["zh-CN"]}`, `late by ${span.en}`) : label(`剩余 ${span["zh-CN"]}`, `${span.en} left`);
}

/** How a leg stands to its deadline, by the same rule. Undefined where it has none, and where what was due is done in time. */
export function legLateness({ due, metAt, closedAt }: Pick<Leg, "due" | "metAt" | "closedAt">, now: number): Label | undefined {
  const doneAt = metAt ?? closedAt;
  if (due === undefined) return undefined;
  if (doneAt === undefined) return lateness({ due }, now);
  const over = doneAt - due;
  return over > 0 ? label(`超期 ${formatSpan(over)["zh-CN"]}`, `${formatSpan(over).en} late`) : undefined;
}
