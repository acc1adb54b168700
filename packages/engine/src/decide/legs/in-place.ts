import { own } from "../../definitions/own.ts";
import type { Ticket } from "../../model/ticket.ts";
import { findLeg } from "./find-leg.ts";
import { legView } from "./leg-view.ts";

/** Whatever a command is for: the ticket, or in its place the leg that is named, by its key or its unit. */
export function inPlace(ticket: Ticket, named: string | undefined): Ticket {
  const key = named === undefined ? undefined : findLeg(ticket, named);
  const leg = key === undefined ? undefined : own(ticket.legs, key);
  return key !== undefined && leg ? legView(ticket, key, leg) : ticket;
}
