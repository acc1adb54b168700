import { maySee } from "../decide/authorize.ts";
import type { Circumstances } from "../decide/decide.ts";
import { explainClocks, type ExplainedClock } from "../decide/explain-clocks.ts";
import { availableOnLegs, legOffers, type LegOffer } from "../decide/legs/leg-offers.ts";
import { offers, type Offer } from "../decide/offers.ts";
import { readLegTimer } from "../decide/legs/leg-timer.ts";
import { overdueTimer, withoutOverdue } from "../decide/overdue.ts";
import { entryFor, masterFor, mayRead, ticketFor, type Master } from "../decide/present.ts";
import { scopeOf, withDescendants } from "../decide/scope-of.ts";
import type { World } from "../decide/world.ts";
import type { Actor } from "../model/actor.ts";
import type { Entry } from "../model/entry.ts";
import type { Part } from "../model/part.ts";
import { isTextRef } from "../model/text.ts";
import type { Ticket } from "../model/ticket.ts";
import type { OnDuty } from "../org/duty/on-duty.ts";
import type { Store } from "../store/port.ts";
import type { Grouping, Page, TicketCount, TicketFilter, Waiting } from "../store/tickets.ts";
import { parseActor } from "./parse-actor.ts";
import {
  parseFilter,
  parseGrouping,
  parseIdOrNumber,
  parseLeg,
  parseLimit,
  parsePage,
  parseSource,
  parseSourceKey,
} from "./parse-query.ts";
import { readEntry } from "./read-entry.ts";

/** A ticket's entry with the human text it refers to; an erased text is missing. */
export interface StoryEntry {
  readonly entry: Entry;
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * A ticket as it stands when it is read: as the timers that are overdue will leave it, which is what its offers stand on and what any
 * command will find.
 */
export interface CurrentTicket extends Ticket {
  /** By how many entries this is ahead of the ticket's journal: timers that nobody has fired yet. Absent where there are none. */
  readonly ahead?: number;
  /** What the ticket came to that it was merged into, with the public answer; absent for one that was not merged. */
  readonly master?: Master;
}

/** What waits, and where its state says so, who is on duty for it now. */
export interface WaitingNow extends Waiting {
  readonly onDuty?: OnDuty;
}

/** What an actor may read: only tickets that are theirs to see, and of these a reporter only what is public. */
export interface Reader {
  /** By id or number; undefined for one that is unknown or not the actor's to see. */
  readonly ticket: (idOrNumber: string, actor: Actor) => Promise<CurrentTicket | undefined>;
  readonly bySourceKey: (source: string, sourceKey: string, actor: Actor) => Promise<CurrentTicket | undefined>;
  /**
   * Every command of the ticket's process, with the reason where it is not available to this actor now, and what this actor can do with its legs.
   * Where a leg is named, by its key or its unit, every command of that leg in their stead.
   */
  readonly offers: (ticket: string, actor: Actor, leg?: string) => Promise<readonly (Offer | LegOffer)[]>;
  /** The arithmetic of the clocks of the ticket and its legs; staff only. */
  readonly explain: (ticket: string, actor: Actor) => Promise<readonly ExplainedClock[]>;
  /** What was done, so that of an overdue timer there is nothing yet; to a reporter, what was done beside its legs. */
  readonly story: (ticket: string, actor: Actor) => Promise<readonly StoryEntry[]>;
  /** In the order of their ids; the first 50 where no page is named. This, counts and inboxes are told as they are stored: an overdue timer shows once it has fired. */
  readonly list: (actor: Actor, filter?: TicketFilter, page?: Page) => Promise<readonly Ticket[]>;
  readonly count: (actor: Actor, by: Grouping, filter?: TicketFilter) => Promise<readonly TicketCount[]>;
  /** What waits for the actor's roles and units, most urgent first. */
  readonly inbox: (actor: Actor, limit?: number) => Promise<readonly WaitingNow[]>;
}

export function reader(store: Store, worldOf: (tenant: string) => Promise<World>, now: () => number): Reader {
  const seen = async (by: Actor, look: (tenant: string) => Promise<Ticket | undefined>): Promise<Seen | undefined> => {
    const actor = parseActor(by);
    const world = await worldOf(actor.tenant);
    const found = await look(actor.tenant);
    return found && maySee(world, found, actor) ? { actor, world, found } : undefined;
  };
  const byName = (idOrNumber: string, by: Actor) => {
    const name = parseIdOrNumber(idOrNumber);
    return seen(by, async (tenant) => (await store.tickets.get(tenant, name)) ?? (await store.tickets.byNumber(tenant, name)));
  };
  const scoped = async (by: Actor) => {
    const actor = parseActor(by);
    const world = await worldOf(actor.tenant);
    return { actor, world, scope: scopeOf(world, actor) };
  };
  /** What an overdue timer does may hang on what people wrote, as where a table reads the description; it may take the ticket out of sight. */
  const current = async (of: Seen | undefined): Promise<Seen | undefined> => {
    const at = now();
    if (!of || !overdueTimer(of.found, at)) return of;
    const { actor, world, found } = of;
    const texts = await store.tickets.texts(
      found.tenant,
      [found, ...Object.values(found.legs ?? {})].flatMap(({ texts: refs }) => Object.values(refs).map((ref) => ref.text)),
    );
    const then = withoutOverdue(world, found, unwritten(at, texts), at);
    return maySee(world, then, actor) ? { actor, world, found: then, ahead: then.revision - found.revision } : undefined;
  };
  /** Merges that follow one another are followed to the last; a chain that is longer ends where it is. */
  const withMaster = async (ticket: CurrentTicket | undefined): Promise<CurrentTicket | undefined> => {
    if (!ticket) return undefined;
    let last: Ticket | undefined;
    for (let next = ticket.mergedInto, left = 100; next !== undefined && left > 0; left -= 1) {
      const found = await store.tickets.get(ticket.tenant, next);
      if (!found) break;
      [last, next] = [found, found.mergedInto];
    }
    if (!last) return ticket;
    const { texts, ...master } = masterFor(await worldOf(ticket.tenant), last);
    const refs = Object.entries(texts);
    const bodies = await store.tickets.texts(
      ticket.tenant,
      refs.map(([, ref]) => ref.text),
    );
    const said = refs.flatMap(([field, ref]) => (bodies.has(ref.text) ? [[field, bodies.get(ref.text) ?? ""] as const] : []));
    return { ...ticket, master: { ...master, texts: Object.fromEntries(said) } };
  };
  return {
    ticket: async (idOrNumber, by) => withMaster(shown(await current(await byName(idOrNumber, by)))),
    bySourceKey: async (source, sourceKey, by) => {
      const [from, key] = [parseSource(source), parseSourceKey(sourceKey)];
      return withMaster(shown(await current(await seen(by, (tenant) => store.tickets.bySourceKey(tenant, from, key)))));
    },
    offers: async (idOrNumber, by, leg) => {
      const of = await current(await byName(idOrNumber, by));
      if (!of) return [];
      const { world, found, actor } = of;
      if (leg !== undefined) return legOffers(world, found, parseLeg(leg), actor, now());
      return [...offers(world, found, actor, now()), ...availableOnLegs(world, found, actor, now())];
    },
    explain: async (idOrNumber, by) => {
      const of = await current(await byName(idOrNumber, by));
      if (!of) return [];
      const { actor, world, found } = of;
      const story = (await store.journal.of(actor.tenant, found.id)).map((row) => readEntry(row.body));
      return explainClocks(world, ticketFor(world, found, actor), now(), story);
    },
    story: async (idOrNumber, by) => {
      const of = await byName(idOrNumber, by);
      if (!of) return [];
      const { actor, world, found } = of;
      const rows = await store.journal.of(actor.tenant, found.id);
      const theirs = rows.map((row) => readEntry(row.body)).filter((entry) => mayRead(entry, actor));
      const entries = theirs.map((entry) => entryFor(world, found, entry, actor));
      const bodies = await store.tickets.texts(actor.tenant, entries.flatMap(textIds));
      return entries.map((entry) => ({ entry, texts: textsOf(entry, bodies) }));
    },
    list: async (by, filter = {}, page = { limit: 50 }) => {
      const { actor, world, scope } = await scoped(by);
      const found = await store.tickets.list(actor.tenant, scope, parseFilter(filter), parsePage(page));
      return found.map((each) => ticketFor(world, each, actor));
    },
    count: async (by, grouping, filter = {}) => {
      const { actor, scope } = await scoped(by);
      return store.tickets.count(actor.tenant, scope, parseFilter(filter), parseGrouping(grouping), now());
    },
    inbox: async (by, limit = 50) => {
      const { actor, world } = await scoped(by);
      const most = parseLimit(limit);
      if (actor.kind !== "person") return [];
      const waiting = await store.tickets.inbox(actor.tenant, actor.id, seatsOf(world, actor.id), most);
      return waiting.map((each) => withDuty(world, { ...each, ...legWaiting(each.part) }, now()));
    },
  };
}

/** A ticket that is the actor's to see. */
interface Seen {
  readonly actor: Actor;
  readonly world: World;
  readonly found: Ticket;
  /** By how many entries it is ahead of its journal; absent for one as it is stored. */
  readonly ahead?: number;
}

/** Circumstances of a decision that is not kept. */
function unwritten(now: number, texts: ReadonlyMap<string, string>): Circumstances {
  const draws = { id: () => "", salt: () => "", commit: () => "" };
  return { now, draws, number: () => "", text: (id) => texts.get(id), other: () => undefined, reported: undefined };
}

function shown(of: Seen | undefined): CurrentTicket | undefined {
  return of && { ...ticketFor(of.world, of.found, of.actor), ...(of.ahead && { ahead: of.ahead }) };
}

function withDuty(world: World, waiting: Waiting, at: number): WaitingNow {
  const { part, ticket } = waiting;
  const leaves = world.process(ticket.process.id, ticket.process.version)?.leaves(ticket.state) ?? [];
  const task = part.kind === "ticket" ? leaves.find((leaf) => leaf.id === part.key)?.config.meta?.task : undefined;
  return task?.onDuty ? { ...waiting, onDuty: world.duty.onDuty(part.role, part.unit, at) } : waiting;
}

/** The leg whose task it is. */
function legWaiting({ key }: Part): { readonly leg?: string } {
  const leg = readLegTimer(key)?.leg;
  return leg === undefined ? {} : { leg };
}

function seatsOf({ organisation }: World, person: string) {
  return organisation.rolesOf(person).map(({ role, unit }) => ({ role, units: withDescendants(organisation, [unit]) }));
}

function textIds(entry: Entry): readonly string[] {
  return Object.values(entry.form ?? {}).flatMap((value) => (isTextRef(value) ? [value.text] : []));
}

function textsOf(entry: Entry, bodies: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const entries = Object.entries(entry.form ?? {}).flatMap(([field, value]) => {
    const body = isTextRef(value) ? bodies.get(value.text) : undefined;
    return body === undefined ? [] : [[field, body] as const];
  });
  return Object.fromEntries(entries);
}
