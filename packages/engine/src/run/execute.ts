import { decide, type Accepted } from "../decide/decide.ts";
import { fold } from "../decide/evolve.ts";
import { isHostFault, maxOverdue, overdueBefore, withoutOverdue } from "../decide/overdue.ts";
import { entryFor, ticketFor } from "../decide/present.ts";
import type { World } from "../decide/world.ts";
import { callerOf, type Actor } from "../model/actor.ts";
import { canonical } from "../model/canonical.ts";
import { isReport, type Command, type TicketCommand } from "../model/command.ts";
import type { Entry } from "../model/entry.ts";
import { refuse, type Refused } from "../model/refusal.ts";
import { documentOf } from "../model/ticket-document.ts";
import type { Ticket } from "../model/ticket.ts";
import type { Store } from "../store/port.ts";
import { drawing, type Chance } from "./draw.ts";
import { sha256 } from "./hash.ts";
import { numberOf } from "./number.ts";
import { parseActor } from "./parse-actor.ts";
import { parseCommand } from "./parse-command.ts";
import { parseOptions } from "./parse-options.ts";
import { readEntry } from "./read-entry.ts";
import { rowsOf } from "./rows-of.ts";
import type { Worlds } from "./worlds.ts";

export interface ExecuteOptions {
  /** Sent again with the same key, the command is not done twice: the first answer comes back. Kept 30 days. */
  readonly key?: string | undefined;
  /** Decides and answers, and writes nothing. */
  readonly dryRun?: boolean;
}

export type Answer =
  | {
      readonly ok: true;
      /** The ticket as the command left it. */
      readonly ticket: Ticket;
      readonly entry: Entry;
      /** The answer to an earlier sending of the same key. */
      readonly replayed: boolean;
    }
  | Refused;

export interface ExecuteParts {
  readonly store: Store;
  readonly worlds: Worlds;
  readonly now: () => number;
  readonly chance: Chance;
}

/** The one door: the only way a ticket changes. */
export async function execute(parts: ExecuteParts, input: Command, by: Actor, options: ExecuteOptions = {}): Promise<Answer> {
  const parsed = parseCommand(input);
  if (!parsed.ok) return parsed;
  const { command } = parsed;
  const how = parseOptions(options);
  if (!how.ok) return how;
  const { key, dryRun } = how;
  const actor = parseActor(by);
  const current = await parts.worlds.of(actor.tenant);
  const { world, tenant } = current;
  const caller = callerOf(actor);
  const fingerprint = key === undefined ? "" : fingerprintOf(caller, key, command);
  const draws = drawing(parts.chance);
  const now = parts.now();
  const asked = {
    tenant: actor.tenant,
    ticket: isReport(command) ? undefined : command.ticket,
    refers: referred(command),
    report: isReport(command) ? sourceOf(command) : undefined,
    key: key === undefined ? undefined : { caller, key },
    numbered: isReport(command) && !dryRun,
  };
  const once = (left: number) =>
    parts.store.transact<Outcome>(asked, (found) => {
      if (current.isStale) return { result: { isStale: true } };
      if (found.answer) {
        // An empty one was erased with the texts it could be guessed from: the key alone then counts.
        if (found.answer.fingerprint === fingerprint || found.answer.fingerprint === "") return { result: { replay: found.answer } };
        return { result: keyReused(key) };
      }
      const { text, other, reported } = found;
      const number = () => numberOf(tenant, now, dryRun ? 0 : found.number());
      const around = { now, draws: draws(), number, text, other, reported };
      let { ticket } = found;
      // What should have happened by itself by now happens first, also where nobody was there to see to it.
      const overdue = ticket && left > 0 ? overdueBefore(world, ticket, command, actor, now) : undefined;
      if (ticket && overdue) {
        if (!dryRun) return { result: { overdue } };
        ticket = withoutOverdue(world, ticket, around, command.at ?? now);
      }
      const decided = decide(world, ticket, command, actor, around);
      if (!decided.ok || dryRun) return { result: decided.ok ? answerOf(decided) : decided };
      const document = documentOf(decided.ticket);
      // Nothing must keep a ticket from its end, nor the engine from its work.
      if (document.whole.length > largestDocument && decided.ticket.open && actor.kind !== "system")
        return { result: tooLarge(decided.ticket.id, document.whole.length) };
      const answer = asked.key && { ...asked.key, fingerprint };
      const write = rowsOf(world, found, decided, document, answer);
      // What may be told again is told from the first as the store will tell it, down to the order of members.
      return { result: answer ? toldAgain(document.whole, write.entry.body, false) : answerOf(decided), write };
    });
  for (let left = maxOverdue; ; left -= 1) {
    const outcome = await once(left);
    // Something was published since: what was decided by the world before it could lie where nobody looks any more.
    if ("isStale" in outcome) return execute(parts, command, actor, { key, dryRun });
    if ("replay" in outcome) return shownTo(actor, world, await replay(parts.store, actor.tenant, outcome.replay));
    if (!("overdue" in outcome)) return shownTo(actor, world, outcome);
    // A timer that cannot fire must not stand in the way of everything else.
    if (!(await fired(parts, outcome.overdue, actor.tenant))) left = 1;
  }
}

/** Fires an overdue timer; answers whether the next may be looked for. Where a guard of the host throws, whoever fires timers tells it. */
async function fired(parts: ExecuteParts, timer: TicketCommand, tenant: string): Promise<boolean> {
  try {
    const answer = await execute(parts, timer, { kind: "system", tenant });
    return answer.ok || answer.refusal.code === "stale-timer";
  } catch (cause) {
    if (isHostFault(cause)) return false;
    throw cause;
  }
}

/** An answer; or a first answer to be told again; or a timer that comes first. */
type Outcome =
  | Answer
  | { readonly replay: { readonly ticket: string; readonly seq: number } }
  | { readonly overdue: TicketCommand }
  | { readonly isStale: true };

function keyReused(key: string | undefined): Refused {
  return refuse("key-reused", `键 ${key} 已用于另一条命令；请换一个键。`, `The key ${key} was used for another command; use a new one.`);
}

/** An answer tells no more than reading the ticket would. */
function shownTo(actor: Actor, world: World, answer: Answer): Answer {
  if (!answer.ok || actor.kind !== "reporter") return answer;
  const { ticket, entry } = answer;
  return { ...answer, ticket: ticketFor(world, ticket, actor), entry: entryFor(world, ticket, entry, actor) };
}

/** Longest ticket document, in UTF-16 code units: a ticket is read and written whole. */
const largestDocument = 32_768;

function tooLarge(id: string, length: number): Refused {
  return refuse(
    "too-large",
    `案卷 ${id} 会达到 ${length} 个字符，最多 ${largestDocument} 个；请减少内容。`,
    `Ticket ${id} would have ${length} characters, ${largestDocument} at most; say less, or split the matter.`,
  );
}

/** Salted with caller and key: who guesses at a short text must guess anew for every answer. */
function fingerprintOf(caller: string, key: string, command: Command): string {
  return sha256(canonical({ caller, command, key }));
}

function answerOf({ ticket, entry }: Accepted): Answer {
  return { ok: true, ticket, entry, replayed: false };
}

/** The first answer again, folded from the journal as it stood then. */
async function replay(store: Store, tenant: string, first: { readonly ticket: string; readonly seq: number }): Promise<Answer> {
  const entries = (await store.journal.of(tenant, first.ticket, first.seq)).map((row) => readEntry(row.body));
  const [ticket, entry] = [fold(entries), entries.at(-1)];
  if (!ticket || !entry) throw new Error(`the answer to a key names ${first.ticket}#${first.seq}, which is not in the journal`);
  return toldAgain(canonical(ticket), canonical(entry), true);
}

/** An answer from what is stored, canonical JSON: each time the same, to the letter. */
function toldAgain(ticket: string, entry: string, replayed: boolean): Answer {
  return { ok: true, ticket: JSON.parse(ticket) as Ticket, entry: JSON.parse(entry) as Entry, replayed };
}

function sourceOf({ source, sourceKey }: Extract<Command, { process: string }>) {
  return source !== undefined && sourceKey !== undefined ? { source, sourceKey } : undefined;
}

/** Every text of the form that could be a ticket's id: the store keeps these tickets as they are until the command is written. */
function referred(command: Command): readonly string[] {
  const texts = Object.values(command.form ?? {}).filter((value) => typeof value === "string");
  return [...new Set(texts)].filter((text) => /^[\w.:-]{1,64}$/.test(text));
}
