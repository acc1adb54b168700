import { ticketUnits } from "../decide/authorize.ts";
import type { Accepted } from "../decide/decide.ts";
import { partsOf } from "../decide/parts.ts";
import type { World } from "../decide/world.ts";
import { canonical } from "../model/canonical.ts";
import type { Entry } from "../model/entry.ts";
import type { Part } from "../model/part.ts";
import type { Ticket } from "../model/ticket.ts";
import type { Timer } from "../model/timer.ts";
import type { Found, Write } from "../store/port.ts";
import { changeOf } from "./change-of.ts";
import { chain, noHead } from "./hash.ts";

/** Everything to be written with an accepted command; only what changed beside the ticket. */
export function rowsOf(world: World, found: Found, accepted: Accepted, document: string, answer: Write["answer"]): Write {
  const { ticket, entry } = accepted;
  const before = found.ticket;
  const body = canonical(entry);
  const same = sameLegs(before, ticket);
  return {
    ticket,
    isNew: before === undefined,
    document,
    entry: { seq: entry.seq, type: entry.type, at: entry.at, recordedAt: entry.recordedAt, body, hash: chain(found.head ?? noHead, body) },
    parts: changeOf(before && waitingFor(world, before, same), waitingFor(world, ticket, same)),
    units: changeOf(before && ticketUnits(before), ticketUnits(ticket)),
    timers: changeOf(before && timersOf(before), timersOf(ticket)),
    effects: accepted.effects,
    texts: accepted.texts,
    attachments: accepted.attachments,
    decisions: decisionsOf(entry),
    answer,
  };
}

/** The legs that the command left alone: of several it mostly changes one, and the others wait for what they waited for. */
function sameLegs(before: Ticket | undefined, { legs = {}, area }: Ticket): ReadonlySet<string> {
  if (before?.area !== area) return new Set();
  return new Set(Object.keys(legs).filter((key) => legs[key] === before?.legs?.[key]));
}

/** What the ticket waits for, by its own version of its process. */
function waitingFor(world: World, ticket: Ticket, besides: ReadonlySet<string>): readonly Part[] {
  const process = world.process(ticket.process.id, ticket.process.version);
  if (!process) throw new Error(`no process ${ticket.process.id}@${ticket.process.version}`);
  return partsOf(world, process, ticket, besides);
}

/** The armed timers of a ticket as rows; those that sleep have none. */
export function timersOf(ticket: Ticket): readonly Timer[] {
  return Object.entries(ticket.timers).flatMap(([id, { generation, due, asleep }]) => (asleep ? [] : [{ id, generation, due }]));
}

/** Which rows of which tables hit, as rows: one for each. */
export function decisionsOf({ decisions = [] }: Entry): Write["decisions"] {
  return decisions.flatMap(({ table, rows }) => rows.map((row) => ({ table: table.id, version: table.version, row })));
}
