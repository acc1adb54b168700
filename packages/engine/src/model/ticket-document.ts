import { canonical, inOrder, objectText, writtenMembers } from "./canonical.ts";
import type { Leg } from "./leg.ts";
import type { Ticket } from "./ticket.ts";

/** A ticket as its row holds it: canonical JSON. */
export interface TicketDocument {
  readonly whole: string;
  /** With nothing in the place of its legs. */
  readonly bare: string;
}

/**
 * A ticket that was written, so that the next command can have it again. Its legs may be most of it, and most commands change one of them:
 * they are kept as objects that nobody can change, read once and written out once. All else is kept as text.
 */
export interface RecentTicket {
  readonly bare: string;
  readonly legs: Ticket["legs"];
}

const legTexts = new WeakMap<Leg, string>();

export function documentOf(ticket: Ticket): TicketDocument {
  const { legs } = ticket;
  if (!legs) {
    const whole = canonical(ticket);
    return { whole, bare: whole };
  }
  const members = writtenMembers(ticket, (member) => (member === legs ? "{}" : canonical(member)));
  const written = objectText(writtenMembers(legs, textOf));
  return { whole: objectText(members.map(([name, text]) => [name, name === "legs" ? written : text])), bare: objectText(members) };
}

/** With its legs in the order in which they are written, as they would be read back. */
export function recentTicket({ legs }: Ticket, { bare }: TicketDocument): RecentTicket {
  return { bare, legs: legs && Object.fromEntries(inOrder(legs).map(([key, leg]) => [key, keptLeg(leg)])) };
}

export function ticketOf({ bare, legs }: RecentTicket): Ticket {
  const ticket = JSON.parse(bare) as Ticket;
  return legs ? { ...ticket, legs } : ticket;
}

/** Only legs that are kept are frozen; any other is somebody's to change once its command is answered. */
function keptLeg(leg: Leg): Leg {
  if (Object.isFrozen(leg)) return leg;
  const text = textOf(leg);
  const kept = frozen(JSON.parse(text) as Leg);
  legTexts.set(kept, text);
  return kept;
}

function textOf(leg: Leg): string {
  const known = legTexts.get(leg);
  if (known !== undefined) return known;
  const text = canonical(leg);
  legTexts.set(leg, text);
  return text;
}

/** In its place: a copy would lose the shape that the parser gave it, and be slow to read. */
function frozen<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}
