import type { TicketCommand } from "../../model/command.ts";
import type { Ticket } from "../../model/ticket.ts";

/** A timer that falls due by itself, and the command that it then is. */
export interface Alarm {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly due: number;
  readonly command: TicketCommand;
}

/** The armed timer that falls due first, until the instant; of several at once the first by its id, as the store takes them. What sleeps wakes nobody. */
export function nextAlarm(ticket: Ticket, until: number, isStuck: (timer: TicketCommand) => boolean): Alarm | undefined {
  let next: Alarm | undefined;
  for (const [id, { generation, due, asleep }] of Object.entries(ticket.timers)) {
    if (asleep || due > until || (next && (due > next.due || (due === next.due && id > next.id)))) continue;
    const command: TicketCommand = { type: "timer", ticket: ticket.id, form: { timer: id, generation } };
    if (!isStuck(command)) next = { id, due, command };
  }
  return next;
}
