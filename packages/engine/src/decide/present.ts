import type { Actor } from "../model/actor.ts";
import type { Entry } from "../model/entry.ts";
import type { Ticket } from "../model/ticket.ts";
import type { World } from "./world.ts";

/**
 * A ticket as this actor may read it. A reporter reads where the matter stands and what their process calls public; who dealt with it and
 * what was noted among the office stays there.
 */
export function ticketFor(world: World, ticket: Ticket, actor: Actor): Ticket {
  if (actor.kind !== "reporter") return ticket;
  const isPublic = publicFields(world, ticket);
  const { absorbed, coHandlers, history, pastOwners, priority, returned, ...open } = ticket;
  return {
    ...open,
    counts: {},
    fields: pick(ticket.fields, isPublic),
    generations: {},
    handlers: [],
    texts: pick(ticket.texts, isPublic),
    timers: {},
  };
}

/** An entry of a ticket as this actor may read it: to a reporter, what happened and when, and the public fields of its form. */
export function entryFor(world: World, ticket: Ticket, entry: Entry, actor: Actor): Entry {
  if (actor.kind !== "reporter") return entry;
  const own = entry.actor.kind === "reporter" && entry.actor.id === actor.id;
  const { decisions, effects, attachments, form, ...told } = entry;
  const shown = own ? form : form && pick(form, publicFields(world, ticket));
  return {
    ...told,
    actor: own || entry.actor.kind === "system" ? entry.actor : { kind: "staff" },
    ...(own && attachments && { attachments }),
    ...(shown && Object.keys(shown).length > 0 && { form: shown }),
    set: {},
    versions: {},
  };
}

function publicFields(world: World, { process: { id, version } }: Ticket): ReadonlySet<string> {
  return world.process(id, version)?.publicFields ?? new Set();
}

function pick<Value>(from: Readonly<Record<string, Value>>, names: ReadonlySet<string>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.has(name)));
}
