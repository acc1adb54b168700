import type { Ticket } from "../../model/ticket.ts";
import type { Process } from "../process.ts";
import { dropRequest } from "../requests/request.ts";
import { candidates } from "../select.ts";
import { change, type Work } from "../work.ts";

/** What of a ticket waited for something that the new version has not, and is void. */
export interface Dropped {
  readonly voided?: readonly string[];
  readonly orders?: number;
}

/**
 * Voids what nobody could bring to an end any more: requests for a command that is not there where the ticket stands, orders that cannot be
 * answered. What somebody has taken on and could neither hand on nor give back is everybody's again.
 */
export function dropGone(work: Work): Dropped {
  const { process, ticket } = work;
  const voided = Object.keys(ticket.requests ?? {}).filter((command) => !isDecidable(process, ticket, command));
  for (const command of voided) dropRequest(work, command);
  const orders = process.abilities.has("reply") ? [] : (ticket.supervisions ?? []).filter(({ reply }) => !reply);
  if (orders.length > 0) {
    const answered = (ticket.supervisions ?? []).filter(({ reply }) => reply);
    change(work, { supervisions: answered.length > 0 ? answered : undefined });
  }
  const isStuck = ticket.assignee !== undefined && !["release", "delegate"].some((command) => process.abilities.has(command));
  if (isStuck) change(work, { assignee: undefined });
  return { ...(voided.length > 0 && { voided }), ...(orders.length > 0 && { orders: orders.length }) };
}

function isDecidable(process: Process, ticket: Ticket, command: string): boolean {
  return process.asksApproval && (process.abilities.has(command) || candidates(process, ticket, command).length > 0);
}
