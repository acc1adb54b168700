import { ticketUnits } from "../decide/authorize.ts";
import type { Accepted } from "../decide/decide.ts";
import { likenessChange } from "../decide/duplicates/likeness-of.ts";
import { partsOf } from "../decide/parts.ts";
import type { Process } from "../decide/process.ts";
import type { World } from "../decide/world.ts";
import { canonical } from "../model/canonical.ts";
import type { Entry } from "../model/entry.ts";
import type { Part } from "../model/part.ts";
import type { LikenessChange } from "../model/likeness.ts";
import type { TicketDocument } from "../model/ticket-document.ts";
import type { Ticket } from "../model/ticket.ts";
import type { Timer } from "../model/timer.ts";
import type { Found, Write } from "../store/port.ts";
import { changeOf } from "./change-of.ts";
import { chain, noHead } from "./hash.ts";

/** Everything to be written with an accepted command; only what changed beside the ticket. */
export function rowsOf(world: World, found: Found, accepted: Accepted, document: TicketDocument, answer: Write["answer"]): Write {
  const { ticket, entry } = accepted;
  const before = found.ticket;
  const body = canonical(entry);
  const same = sameLegs(before, ticket);
  return {
    ticket,
    isNew: before === undefined,
    document,
    entry: { seq: entry.seq, type: entry.type, at: entry.at, recordedAt: entry.recordedAt, body, hash: chain(found.head ?? noHead, body) },
    parts: changeOf(before && waitingFor(world, before, same), waitingFor(world, ticket, same), ({ key }) => key),
    units: changeOf(before && ticketUnits(before), ticketUnits(ticket), ({ unit, why }) => `${why} ${unit}`),
    timers: changeOf(before && timersOf(before), timersOf(ticket), ({ id }) => id),
    effects: accepted.effects,
    texts: accepted.texts,
    attachments: accepted.attachments,
    decisions: decisionsOf(entry),
    likeness: likenessOn(world, found, accepted),
    answer,
  };
}

/** The legs that the command left alone: of several it mostly changes one, and the others wait for what they waited for. */
function sameLegs(before: Ticket | undefined, { legs = {}, area }: Ticket): ReadonlySet<string> {
  if (before?.area !== area) return new Set();
  return new Set(Object.keys(legs).filter((key) => legs[key] === before?.legs?.[key]));
}

function likenessOn(world: World, found: Found, { ticket, entry, texts }: Accepted): LikenessChange | undefined {
  const before = found.ticket;
  const after = processOf(world, ticket).reportTexts;
  const written = (id: string) => texts.find((text) => text.id === id)?.body ?? found.text(id);
  return likenessChange(before, ticket, [before ? processOf(world, before).reportTexts : after, after], entry.recordedAt, written);
}

/** What the ticket waits for, by its own version of its process. */
function waitingFor(world: World, ticket: Ticket, besides: ReadonlySet<string>): readonly Part[] {
  return partsOf(world, processOf(world, ticket), ticket, besides);
}

function processOf(world: World, { process: { id, version } }: Ticket): Process {
  const process = world.process(id, version);
  if (!process) throw new Error(`no process ${id}@${version}`);
  return process;
}

/** The armed timers of a ticket as rows; those that sleep have none. */
export function timersOf(ticket: Ticket): readonly Timer[] {
  return Object.entries(ticket.timers).flatMap(([id, { generation, due, asleep }]) => (asleep ? [] : [{ id, generation, due }]));
}

/** Which rows of which tables hit, as rows: one for each. */
export function decisionsOf({ decisions = [] }: Entry): Write["decisions"] {
  return decisions.flatMap(({ table, rows }) => rows.map((row) => ({ table: table.id, version: table.version, row })));
}
