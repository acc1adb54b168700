import type { Label, Ticket } from "@muster/engine";
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
