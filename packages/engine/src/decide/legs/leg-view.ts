import { legAttributes, type Leg } from "../../model/leg.ts";
import type { Ticket } from "../../model/ticket.ts";
import { timersOfLeg } from "./leg-timer.ts";

/** What a leg has of its own and may be without. */
const nothing: { readonly [Name in (typeof legAttributes)[number]]?: undefined } = Object.fromEntries(
  legAttributes.map((name) => [name, undefined]),
);

/**
 * The leg as a ticket, so that whatever decides of tickets decides of legs: its own life, owned by its unit; the ground, the category and
 * all else are the ticket's, and so is who has handled it. It has no legs itself: what it waits for is not what the others wait for.
 */
export function legView(ticket: Ticket, key: string, leg: Leg): Ticket {
  const { whistle: _no, unit, role: _role, via: _via, round: _round, calledAt: _at, revision: _seq, ...life } = leg;
  const { outcome: _outcome, endedBy: _by, ...own } = life;
  return { ...ticket, ...nothing, ...own, legs: undefined, owner: unit, timers: timersOfLeg(ticket.timers, key) } as unknown as Ticket;
}

/** Every open leg as a ticket. */
export function legViews(ticket: Ticket): readonly Ticket[] {
  return Object.entries(ticket.legs ?? {}).flatMap(([key, leg]) => (leg.open ? [legView(ticket, key, leg)] : []));
}

const owned: ReadonlySet<string> = new Set<string>([...legAttributes, "legs", "owner", "timers", "process"]);

/** What the view has become, apart: the leg's own life, and what else changed and is the ticket's. */
export function partedView(before: Ticket, view: Ticket): { readonly life: Partial<Leg>; readonly shared: Partial<Ticket> } {
  const life = Object.fromEntries(legAttributes.map((name) => [name, view[name]])) as Partial<Leg>;
  const names = Object.keys(view) as (keyof Ticket)[];
  const changed = names.filter((name) => !owned.has(name) && view[name] !== before[name]);
  return { life, shared: Object.fromEntries(changed.map((name) => [name, view[name]])) };
}
