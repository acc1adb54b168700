import type { Actor, ActorRef } from "../../model/actor.ts";
import type { Command, Form } from "../../model/command.ts";
import type { Entry } from "../../model/entry.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { applyPatch } from "../../model/merge-patch.ts";
import { isTextRef } from "../../model/text.ts";
import type { Ticket } from "../../model/ticket.ts";
import { repinCommand } from "../repin/parse-repin.ts";
import { isVerdict } from "../requests/decide-request.ts";
import { isConfirmed, ruled } from "./confirmed.ts";

/** What is kept of a ticket: its entries in order, and the texts that are still there, by id. */
export interface Recorded {
  readonly entries: readonly Entry[];
  readonly texts: ReadonlyMap<string, string>;
}

/** What somebody did to a ticket, as the command it was. */
export interface Act {
  readonly seq: number;
  readonly command: Command;
  readonly actor: Actor;
  /** When it happened. Epoch milliseconds. */
  readonly at: number;
  /** Fields that only confirmed what stood on the ticket already, as a rule had proposed it. */
  readonly confirmed: readonly string[];
}

/** A ticket's journal, read for doing it again. Instants are epoch milliseconds. */
export interface History {
  readonly id: string;
  readonly number: string;
  readonly tenant: string;
  readonly reportedAt: number;
  /** Whether the journal leaves it open. */
  readonly open: boolean;
  /** When the last thing happened. */
  readonly endedAt: number;
  readonly entries: readonly Entry[];
  readonly acts: readonly Act[];
  /** When the engine first saw to a timer that was due then, from an instant on: later, where nobody was there. */
  readonly seen: (timer: string, due: number, from: number) => number | undefined;
  /** A text was erased, so that a rule which read it reads a dash. */
  readonly erased: boolean;
}

/** Reads a journal as what people did, and when the engine saw to what fell due. */
export function readHistory({ entries, texts }: Recorded): History {
  const acts: Act[] = [];
  // One that was set again may be due when it was due before.
  const seen = new Map<string, number[]>();
  let ticket: Followed | undefined;
  let erased = false;
  for (const entry of entries) {
    if (entry.type === "timer") {
      const timer = entry.form?.["timer"] as string;
      const key = `${timer} ${ticket?.timers?.[timer]?.due}`;
      seen.set(key, [...(seen.get(key) ?? []), entry.at]);
    } else {
      const form = formOf(entry, (id) => {
        const body = texts.get(id);
        erased ||= body === undefined;
        return body ?? "—";
      });
      acts.push(actOf(entry, form, ticket));
    }
    ticket = follow(ticket, entry);
  }
  const [first, last] = [entries[0], entries.at(-1)];
  if (!ticket || !first || !last) throw new Error("a ticket without a journal");
  return {
    id: first.ticket,
    number: ticket.number ?? "—",
    tenant: first.tenant,
    reportedAt: first.at,
    open: ticket.open ?? true,
    endedAt: last.at,
    entries,
    acts,
    erased,
    seen: (timer, due, from) => seen.get(`${timer} ${due}`)?.find((at) => at >= from),
  };
}

/** What of a ticket is followed through its journal; folding all of it for each entry would take longer than all else here. */
const followed = ["timers", "open", "number", ...ruled] as const;

type Followed = Partial<Pick<Ticket, (typeof followed)[number]>>;

function follow(before: Followed | undefined, { set }: Entry): Followed {
  const patch = set as JsonObject;
  const said = followed.filter((name) => Object.hasOwn(patch, name));
  if (said.length === 0 && before) return before;
  return applyPatch(before as Json | undefined, Object.fromEntries(said.map((name) => [name, patch[name] as Json]))) as Followed;
}

function actOf(entry: Entry, form: Form, before: Followed | undefined): Act {
  const { seq, at, historical, attachments } = entry;
  // Taken to have been written down when it happened: nothing that is decided stands on the difference.
  const base = {
    type: entry.type,
    form,
    ...(historical && { historical, at }),
    ...(attachments && { attachments: attachments.map(({ mediaType, size, sha256 }) => ({ name: "—", mediaType, size, sha256 })) }),
  };
  const actor = actorOf(entry.tenant, entry.actor);
  if (before) {
    const confirmed = ruled.filter((name) => Object.hasOwn(form, name) && isConfirmed(before, name, form[name]));
    return { seq, command: { ...base, ticket: entry.ticket, ...(entry.leg && { leg: entry.leg.key }) }, actor, at, confirmed };
  }
  const { process, source, sourceKey, reporter, point, handedFrom } = entry.set as unknown as Ticket;
  const said = {
    process: process.id,
    ...(source !== undefined && { source }),
    ...(sourceKey !== undefined && { sourceKey }),
    ...(reporter !== undefined && { reporter }),
    ...(point && { point }),
    ...(handedFrom && { handedFrom }),
  };
  return { seq, command: { ...base, type: "report", ...said }, actor, at, confirmed: [] };
}

/** What was filled in, with its human text. A verdict's entry also holds the form of what it let happen. */
function formOf({ type, form = {}, repin }: Entry, bodyOf: (id: string) => string): Form {
  // What the engine asked of it stands in the entry in another form.
  if (repin) {
    const { states = {}, since = {} } = repin;
    const counted = new Map(Object.entries(since));
    return repinCommand("", { ...repin, states: new Map(Object.entries(states)), since: new Map(), counted }).form ?? {};
  }
  const own = isVerdict(type) && typeof form["request"] === "string" ? ["request", "opinion"] : Object.keys(form);
  const said = own.flatMap((name) => {
    const value = form[name];
    return value === undefined ? [] : [[name, isTextRef(value) ? bodyOf(value.text) : value] as const];
  });
  return Object.fromEntries(said);
}

function actorOf(tenant: string, by: ActorRef): Actor {
  return by.kind === "system" || by.kind === "staff" ? { kind: "system", tenant } : { kind: by.kind, tenant, id: by.id };
}
