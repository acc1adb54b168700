import type { Actor } from "../model/actor.ts";
import type { Entry } from "../model/entry.ts";
import type { JsonObject } from "../model/json.ts";
import type { Ticket } from "../model/ticket.ts";
import type { World } from "./world.ts";

/** What a reporter may know of a ticket besides the public fields. A list of what is open: a new attribute stays inside until it is named. */
const openAttributes: readonly (keyof Ticket)[] = [
  ...(["tenant", "id", "number", "revision", "process", "state", "stage", "open", "reportedAt", "at", "closedAt"] as const),
  ...(["source", "sourceKey", "reporter", "category", "tier", "standard", "area", "owner", "point", "due", "mergedInto"] as const),
];

/**
 * A ticket as this actor may read it. A reporter reads where the matter stands and what their process calls public; who dealt with it and
 * what was noted among the office stays there.
 */
export function ticketFor(world: World, ticket: Ticket, actor: Actor): Ticket {
  if (actor.kind !== "reporter") return ticket;
  const isPublic = publicFields(world, ticket);
  const inner = {
    counts: {},
    fields: pick(ticket.fields, isPublic),
    generations: {},
    handlers: [],
    texts: pick(ticket.texts, isPublic),
    timers: {},
  };
  return { ...pick(ticket as unknown as JsonObject, new Set<string>(openAttributes)), ...inner } as unknown as Ticket;
}

/** Whether an entry is this actor's to read: a reporter is not told what went on in the legs alone. */
export function mayRead({ leg, from, to }: Entry, actor: Actor): boolean {
  return actor.kind !== "reporter" || leg === undefined || JSON.stringify(from) !== JSON.stringify(to);
}

/** What may be told of the ticket that another was merged into: where it stands, and what its process made public since it was reported. */
export function masterFor(world: World, master: Ticket): Omit<Master, "texts"> & Pick<Ticket, "texts"> {
  const { id, number, process, state, stage, open, closedAt } = master;
  // The report is somebody else's.
  const report = world.process(process.id, process.version)?.document.meta.report?.form ?? {};
  const isPublic = new Set([...publicFields(world, master)].filter((name) => !Object.hasOwn(report, name)));
  const standing = { id, number, process, state, stage, open, ...(closedAt !== undefined && { closedAt }) };
  return { ...standing, fields: pick(master.fields, isPublic), texts: pick(master.texts, isPublic) };
}

/** The ticket that another was merged into, the last of them where it was merged itself. */
export interface Master extends Pick<Ticket, "id" | "number" | "process" | "state" | "stage" | "open" | "closedAt" | "fields"> {
  /** What was answered, by the name of its field; an erased text is missing. */
  readonly texts: Readonly<Record<string, string>>;
}

/** An entry of a ticket as this actor may read it: to a reporter, what happened and when, and the public fields of its form. */
export function entryFor(world: World, ticket: Ticket, entry: Entry, actor: Actor): Entry {
  if (actor.kind !== "reporter") return entry;
  const { format, tenant, seq, type, at, recordedAt, from, to } = entry;
  const own = entry.actor.kind === "reporter" && entry.actor.id === actor.id;
  // What a leg is asked has names of its own: one that is public of the ticket says nothing of them.
  const open = entry.leg ? new Set<string>() : publicFields(world, ticket);
  const form = own ? (entry.form ?? {}) : pick(entry.form ?? {}, open);
  return {
    actor: own || entry.actor.kind === "system" ? entry.actor : { kind: "staff" },
    at,
    ...(own && entry.attachments && { attachments: entry.attachments }),
    ...(Object.keys(form).length > 0 && { form }),
    format,
    ...(from !== undefined && { from }),
    recordedAt,
    seq,
    set: {},
    tenant,
    ticket: entry.ticket,
    to,
    type,
    versions: {},
  };
}

function publicFields(world: World, { process: { id, version } }: Ticket): ReadonlySet<string> {
  return world.process(id, version)?.publicFields ?? new Set();
}

function pick<Value>(from: Readonly<Record<string, Value>>, names: ReadonlySet<string>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.has(name)));
}
