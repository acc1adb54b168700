import { decide } from "../decide/decide.ts";
import { withoutOverdue } from "../decide/overdue.ts";
import type { Actor } from "../model/actor.ts";
import type { Command } from "../model/command.ts";
import type { Ticket } from "../model/ticket.ts";
import { drawing } from "./draw.ts";
import type { Answer, ExecuteParts } from "./execute.ts";
import { parseActor } from "./parse-actor.ts";
import { parseCommand } from "./parse-command.ts";

/** A sequence of commands on one ticket, decided in memory: nothing is written, whatever is answered. */
export interface Rehearsal {
  /** Decides a command on what the one before left; a refusal changes nothing. Other tickets are not known here. */
  readonly execute: (command: Command, actor: Actor) => Answer;
  /** The ticket as it would be now. */
  readonly ticket: () => Ticket | undefined;
}

/** Begins where a stored ticket stands, or with a report: whoever must do all or nothing asks here first. */
export async function rehearse(parts: ExecuteParts, tenant: string, start?: Ticket): Promise<Rehearsal> {
  const { world } = await parts.worlds.of(tenant);
  const ids = Object.values(start?.texts ?? {}).map((ref) => ref.text);
  const texts = new Map(ids.length > 0 ? await parts.store.tickets.texts(tenant, ids) : []);
  const around = () => ({
    now: parts.now(),
    draws: drawing(parts.chance)(),
    number: () => start?.number ?? "—",
    text: (id: string) => texts.get(id),
    other: () => undefined,
    reported: undefined,
  });
  // It stands on what the overdue timers will leave, as doing it would.
  let ticket = start && withoutOverdue(world, start, around());
  return {
    ticket: () => ticket,
    execute: (input, by) => {
      const parsed = parseCommand(input);
      if (!parsed.ok) return parsed;
      const decided = decide(world, ticket, parsed.command, parseActor(by), around());
      if (!decided.ok) return decided;
      for (const { id, body } of decided.texts) texts.set(id, body);
      ticket = decided.ticket;
      return { ok: true, ticket, entry: decided.entry, replayed: false };
    },
  };
}
