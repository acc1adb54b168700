import type { Ticket } from "../../model/ticket.ts";

const prefix = "leg/";

/** The timer of a leg among its ticket's. Neither XState's timers nor a ladder's begin so. */
export function legTimer(leg: string, timer: string): string {
  return `${prefix}${escaped(leg)}/${timer}`;
}

/** Which leg the timer is for, and what it is there; undefined for a timer of the ticket itself. */
export function readLegTimer(id: string): { readonly leg: string; readonly timer: string } | undefined {
  if (!id.startsWith(prefix)) return undefined;
  const end = id.indexOf("/", prefix.length);
  const leg = id.slice(prefix.length, end).replaceAll("~1", "/").replaceAll("~0", "~");
  return { leg, timer: id.slice(end + 1) };
}

/** The timers of one leg, by the names they have there. */
export function timersOfLeg(timers: Ticket["timers"], leg: string): Ticket["timers"] {
  const before = legTimer(leg, "");
  const own = Object.entries(timers).filter(([id]) => id.startsWith(before));
  return Object.fromEntries(own.map(([id, timer]) => [id.slice(before.length), timer]));
}

/** The ticket's timers with those of one leg replaced. */
export function withTimersOfLeg(timers: Ticket["timers"], leg: string, own: Ticket["timers"]): Ticket["timers"] {
  const before = legTimer(leg, "");
  const others = Object.entries(timers).filter(([id]) => !id.startsWith(before));
  return Object.fromEntries([...others, ...Object.entries(own).map(([id, timer]) => [`${before}${id}`, timer] as const)]);
}

/** As in a JSON Pointer (RFC 6901): a unit's code may hold a slash. */
function escaped(leg: string): string {
  return leg.replaceAll("~", "~0").replaceAll("/", "~1");
}
