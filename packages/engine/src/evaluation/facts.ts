import { callerOf } from "../model/actor.ts";
import type { Clock } from "../model/clock.ts";
import type { Entry } from "../model/entry.ts";
import type { Json } from "../model/json.ts";
import { applyPatch } from "../model/merge-patch.ts";
import type { StateValue, Ticket } from "../model/ticket.ts";

/** Something that happened to a ticket and may be counted. */
export interface Happening {
  readonly kind: "counter" | "command" | "entered" | "extended" | "supervised" | "whistled" | "called";
  /** Which counter, command or state; the kind of the whistle; the key of the leg. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Who answered for the ticket just before; of a leg, who was called. */
  readonly unit: string | undefined;
  readonly person: string | undefined;
  readonly times: number;
  /** Of a command: milliseconds since the ticket came to be handled by its owner, where it was. */
  readonly waited?: number;
}

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
}

/** What is known of a ticket while its journal is gone through. */
interface Known {
  filedAt: number | undefined;
  ended: Facts["ended"];
  unit: string | undefined;
  person: string | undefined;
  /** Since when its owner has had it to handle. */
  since: number | undefined;
}

/** The facts of a journal, or of its beginning; undefined for an empty one. Asks nothing but the entries. */
export function factsOf(entries: Iterable<Entry>): Facts | undefined {
  const known: Known = { filedAt: undefined, ended: undefined, unit: undefined, person: undefined, since: undefined };
  const happened: Happening[] = [];
  let ticket: Ticket | undefined;
  for (const entry of entries) {
    const before = ticket;
    ticket = applyPatch(before as unknown as Json | undefined, entry.set) as unknown as Ticket;
    happened.push(...happenings(entry, before, ticket, known));
    note(entry, before, ticket, known);
  }
  if (!ticket) return undefined;
  const { filedAt, ended, unit, person } = known;
  return { ticket, filedAt, ended, unit: unit ?? ticket.owner, person: person ?? ticket.assignee, happened };
}

function note(entry: Entry, before: Ticket | undefined, ticket: Ticket, known: Known): void {
  const { stage, open, owner } = ticket;
  if (stage !== "report" && stage !== "close") known.filedAt ??= entry.at;
  if (open) known.ended = undefined;
  else if (before?.open !== false) known.ended = { by: entry.type, answers: answersOf(entry) };
  if (stage === "handle") {
    if (before?.stage !== "handle" || before.owner !== owner) [known.since, known.person] = [entry.at, undefined];
    known.unit = owner;
  }
  const handler = handlerIn(entry, before, ticket);
  if (handler !== undefined) known.person = handler;
}

function answersOf({ form = {} }: Entry): Readonly<Record<string, boolean>> {
  return Object.fromEntries(Object.entries(form).filter((each): each is [string, boolean] => typeof each[1] === "boolean"));
}

/** Whoever moved it on while it was handled, or brought it to its verification. */
function handlerIn({ actor, from, to }: Entry, before: Ticket | undefined, ticket: Ticket): string | undefined {
  if (!before || actor.kind !== "person") return undefined;
  const caller = callerOf(actor);
  const [is, was] = [ticket.handlers.includes(caller), before.handlers.includes(caller)];
  const moved = before.stage === "handle" && ticket.movedBy === caller && JSON.stringify(from) !== JSON.stringify(to);
  return is && (moved || !was) ? actor.id : undefined;
}

function happenings(entry: Entry, before: Ticket | undefined, ticket: Ticket, known: Known): readonly Happening[] {
  const { at, actor, type, leg } = entry;
  const [unit, person] = [before?.owner ?? ticket.owner, known.person ?? before?.assignee];
  const times = (kind: Happening["kind"], name: string, count: number): readonly Happening[] =>
    count > 0 ? [{ kind, name, at, unit, person, times: count }] : [];
  const waited = known.since === undefined ? {} : { waited: at - known.since };
  return [
    // What a called unit does on its leg is nothing that the owner did.
    ...(leg
      ? []
      : [{ kind: "command" as const, name: type, at, unit, person: actor.kind === "person" ? actor.id : undefined, times: 1, ...waited }]),
    ...Object.entries(ticket.counts).flatMap(([name, count]) => times("counter", name, count - (before?.counts[name] ?? 0))),
    ...enteredStates(entry).flatMap((state) => times("entered", state, 1)),
    ...times("extended", "", extensions(before, ticket)),
    ...times("supervised", "", (ticket.supervisions?.length ?? 0) - (before?.supervisions?.length ?? 0)),
    ...whistles(at, before, ticket),
    ...calls(at, before, ticket),
  ];
}

/** The states it is in now and was not in before, each with those around it. */
function enteredStates({ from, to }: Entry): readonly string[] {
  const were = new Set(from === undefined ? [] : statePaths(from));
  return statePaths(to).filter((path) => !were.has(path));
}

function statePaths(state: StateValue): readonly string[] {
  if (typeof state === "string") return state === "" ? [] : [state];
  return Object.entries(state).flatMap(([region, inner]) => [region, ...statePaths(inner).map((path) => `${region}.${path}`)]);
}

/** Of clocks that go on; one that starts anew begins without. */
function extensions(before: Ticket | undefined, { clocks = {} }: Ticket): number {
  return Object.entries(clocks).reduce((sum, [name, clock]) => {
    const was = before?.clocks?.[name];
    return sum + Math.max(0, extensionsOf(clock) - (was?.generation === clock.generation ? extensionsOf(was) : 0));
  }, 0);
}

function extensionsOf({ grants }: Clock): number {
  return grants.filter(({ reason }) => reason === "extension").length;
}

function whistles(at: number, before: Ticket | undefined, ticket: Ticket): readonly Happening[] {
  const is = ticket.whistle;
  if (!is || is.no === before?.whistle?.no) return [];
  const person = is.by.startsWith("person:") ? is.by.slice("person:".length) : is.by;
  return [{ kind: "whistled", name: is.kind, at, unit: before?.owner ?? ticket.owner, person, times: 1 }];
}

function calls(at: number, before: Ticket | undefined, ticket: Ticket): readonly Happening[] {
  const known = before?.legs ?? {};
  return Object.entries(ticket.legs ?? {}).flatMap(([name, { unit, round }]): readonly Happening[] => {
    const was = known[name];
    return was && was.round === round ? [] : [{ kind: "called", name, at, unit, person: undefined, times: 1 }];
  });
}
