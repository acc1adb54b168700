import { ticketUnits } from "../decide/authorize.ts";
import { decide, type Accepted } from "../decide/decide.ts";
import { fold } from "../decide/evolve.ts";
import { partsOf } from "../decide/parts.ts";
import type { World } from "../decide/world.ts";
import { callerOf, type Actor } from "../model/actor.ts";
import { canonical } from "../model/canonical.ts";
import { isReport, type Command } from "../model/command.ts";
import type { Entry } from "../model/entry.ts";
import { refuse, type Refused } from "../model/refusal.ts";
import type { Ticket } from "../model/ticket.ts";
import type { Timer } from "../model/timer.ts";
import type { Found, Store, Write } from "../store/port.ts";
import { changeOf } from "./change-of.ts";
import { drawing, type Chance } from "./draw.ts";
import { chain, noHead, sha256 } from "./hash.ts";
import { numberOf } from "./number.ts";
import { parseCommand } from "./parse-command.ts";
import { readEntry } from "./read-entry.ts";
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
export async function execute(parts: ExecuteParts, input: Command, actor: Actor, options: ExecuteOptions = {}): Promise<Answer> {
  const parsed = parseCommand(input);
  if (!parsed.ok) return parsed;
  const { command } = parsed;
  const { world, tenant } = await parts.worlds.of(actor.tenant);
  const caller = callerOf(actor);
  const fingerprint = options.key === undefined ? "" : sha256(canonical(command));
  const draws = drawing(parts.chance);
  const now = parts.now();
  const asked = {
    tenant: actor.tenant,
    ticket: isReport(command) ? undefined : command.ticket,
    refers: referred(command),
    report: isReport(command) ? sourceOf(command) : undefined,
    key: options.key === undefined ? undefined : { caller, key: options.key },
    numbered: isReport(command) && !options.dryRun,
  };
  const outcome = await parts.store.transact<Answer | { readonly replay: { readonly ticket: string; readonly seq: number } }>(
    asked,
    (found) => {
      if (found.answer) {
        if (found.answer.fingerprint === fingerprint) return { result: { replay: found.answer } };
        return {
          result: refuse(
            "key-reused",
            `键 ${options.key} 已用于另一条命令；请换一个键。`,
            `The key ${options.key} was used for another command; use a new one.`,
          ),
        };
      }
      const number = () => numberOf(tenant, now, options.dryRun ? 0 : found.number());
      const { text, isTicket, reported } = found;
      const decided = decide(world, found.ticket, command, actor, { now, draws: draws(), number, text, isTicket, reported });
      if (!decided.ok || options.dryRun) return { result: decided.ok ? answerOf(decided) : decided };
      const answer = asked.key && { ...asked.key, fingerprint };
      return { result: answerOf(decided), write: rowsOf(world, found, decided, answer) };
    },
  );
  return "replay" in outcome ? replay(parts.store, actor.tenant, outcome.replay) : outcome;
}

function answerOf({ ticket, entry }: Accepted): Answer {
  return { ok: true, ticket, entry, replayed: false };
}

/** The first answer again, folded from the journal as it stood then. */
async function replay(store: Store, tenant: string, first: { readonly ticket: string; readonly seq: number }): Promise<Answer> {
  const entries = (await store.journal.of(tenant, first.ticket, first.seq)).map((row) => readEntry(row.body));
  const [ticket, entry] = [fold(entries), entries.at(-1)];
  if (!ticket || !entry) throw new Error(`the answer to a key names ${first.ticket}#${first.seq}, which is not in the journal`);
  return { ok: true, ticket, entry, replayed: true };
}

/** Everything to be written with an accepted command; only what changed beside the ticket. */
function rowsOf(world: World, found: Found, accepted: Accepted, answer: Write["answer"]): Write {
  const { ticket, entry } = accepted;
  const before = found.ticket;
  const process = world.process(ticket.process.id, ticket.process.version);
  if (!process) throw new Error(`no process ${ticket.process.id}@${ticket.process.version}`);
  const body = canonical(entry);
  return {
    ticket,
    isNew: before === undefined,
    document: canonical(ticket),
    entry: { seq: entry.seq, type: entry.type, at: entry.at, recordedAt: entry.recordedAt, body, hash: chain(found.head ?? noHead, body) },
    parts: changeOf(before && partsOf(world, process, before), partsOf(world, process, ticket)),
    units: changeOf(before && ticketUnits(before), ticketUnits(ticket)),
    timers: changeOf(before && timersOf(before), timersOf(ticket)),
    effects: accepted.effects,
    texts: accepted.texts,
    attachments: accepted.attachments,
    decisions: (entry.decisions ?? []).flatMap(({ table, rows }) => rows.map((row) => ({ table: table.id, version: table.version, row }))),
    answer,
  };
}

/** The armed timers of a ticket as rows. */
export function timersOf(ticket: Ticket): readonly Timer[] {
  return Object.entries(ticket.timers).map(([id, { generation, due }]) => ({ id, generation, due }));
}

function sourceOf({ source, sourceKey }: Extract<Command, { process: string }>) {
  return source !== undefined && sourceKey !== undefined ? { source, sourceKey } : undefined;
}

/** Every text of the form that could be a ticket's id. */
function referred(command: Command): readonly string[] {
  return Object.values(command.form ?? {}).filter((value) => typeof value === "string" && value.length <= 64) as string[];
}
