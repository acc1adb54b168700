import type { Entry } from "../model/entry.ts";
import type { Json } from "../model/json.ts";
import { applyPatch } from "../model/merge-patch.ts";
import type { Ticket } from "../model/ticket.ts";
import { noteLegs, type CalledUnit } from "./called-units.ts";
import { noteClocks, type ClockEnd } from "./clock-ends.ts";
import { happeningsOf, type Happening } from "./happenings.ts";
import { handlerIn } from "./handler-in.ts";

/** All that evaluations count of one ticket: what its journal tells, and the ticket as it left it. */
export interface Facts {
  readonly ticket: Ticket;
  readonly filedAt: number | undefined;
  /** What ended it, where it has ended, and how the form then answered. */
  readonly ended: { readonly by: string; readonly answers: Readonly<Record<string, boolean>> } | undefined;
  /** The unit that handles it, or handled it last. */
  readonly unit: string | undefined;
  /** Whoever of them moved it on last. */
  readonly person: string | undefined;
  /** In the order of the journal. */
  readonly happened: readonly Happening[];
  /** What the clocks of the ticket and of its legs came to, each time they ran. */
  readonly clocks: readonly ClockEnd[];
  /** By the key of the leg, also those that the ticket itself no longer keeps. */
  readonly legs: ReadonlyMap<string, CalledUnit>;
  /** Who had blown each whistle, by its number. */
  readonly whistles: ReadonlyMap<number, Blower>;
}

/** The unit that answered for the ticket when the whistle was blown, and who blew it. */
export type Blower = Pick<Happening, "unit" | "person">;

/** What is known of a ticket while its journal is gone through. */
interface Known {
  filedAt: number | undefined;
  ended: Facts["ended"];
  unit: string | undefined;
  person: string | undefined;
  /** Since when its owner has had it to handle. */
  since: number | undefined;
  readonly clocks: Map<string, ClockEnd>;
  readonly legs: Map<string, CalledUnit>;
  readonly whistles: Map<number, Blower>;
}

/** The facts of a journal, or of its beginning; undefined for an empty one. Asks nothing but the entries. */
export function factsOf(entries: Iterable<Entry>): Facts | undefined {
  const none = { filedAt: undefined, ended: undefined, unit: undefined, person: undefined, since: undefined };
  const known: Known = { ...none, clocks: new Map(), legs: new Map(), whistles: new Map() };
  const happened: Happening[] = [];
  let ticket: Ticket | undefined;
  for (const entry of entries) {
    const before = ticket;
    ticket = applyPatch(before as unknown as Json | undefined, entry.set) as unknown as Ticket;
    const found = happeningsOf(entry, before, ticket, known);
    happened.push(...found);
    noteWhistle(found, ticket, known);
    const handler = handlerIn(entry, before, ticket);
    noteLegs(known.legs, entry, before, ticket);
    noteClocks(known.clocks, entry, before, ticket, (leg) =>
      leg === undefined ? (handler ?? known.person ?? before?.assignee) : legPerson(known, leg, before),
    );
    note(entry, before, ticket, known);
    // Whoever hands it to another unit is nobody of that one.
    const goesOn = ticket.stage !== "handle" || ticket.owner === before?.owner;
    if (handler !== undefined && goesOn) known.person = handler;
  }
  if (!ticket) return undefined;
  const { filedAt, ended, unit, person, clocks, legs, whistles } = known;
  const ofAll = { unit: unit ?? ticket.owner, person: person ?? ticket.assignee };
  return { ticket, filedAt, ended, ...ofAll, happened, clocks: [...clocks.values()], legs, whistles };
}

/** Whoever of the unit that had the leg just before moved it on last. */
function legPerson({ legs }: Known, key: string, before: Ticket | undefined): string | undefined {
  const called = legs.get(key);
  const had = before?.legs?.[key]?.unit;
  return had === undefined || called?.leg.unit === had ? called?.person : undefined;
}

function note(entry: Entry, before: Ticket | undefined, ticket: Ticket, known: Known): void {
  const { stage, open, owner } = ticket;
  if (stage !== "report" && stage !== "close") known.filedAt ??= entry.at;
  if (open) known.ended = undefined;
  else if (before?.open !== false) known.ended = { by: entry.type, answers: answersOf(entry) };
  if (stage === "handle") {
    if (before?.stage !== "handle" || before.owner !== owner) known.person = undefined;
    // Whoever gets it back from its verification goes on with what they had.
    if (known.since === undefined || known.unit !== owner) known.since = entry.at;
    known.unit = owner;
  } else if (stage !== "verify") known.since = undefined;
}

function answersOf({ form = {} }: Entry): Readonly<Record<string, boolean>> {
  return Object.fromEntries(Object.entries(form).filter((each): each is [string, boolean] => typeof each[1] === "boolean"));
}

function noteWhistle(found: readonly Happening[], { whistle }: Ticket, { whistles }: Known): void {
  const blown = found.find(({ kind }) => kind === "whistled");
  if (blown && whistle) whistles.set(whistle.no, { unit: blown.unit, person: blown.person });
}
