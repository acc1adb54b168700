import { decide } from "../decide/decide.ts";
import { overdueBefore, withoutOverdue } from "../decide/overdue.ts";
import type { Actor } from "../model/actor.ts";
import type { Command } from "../model/command.ts";
import type { Ticket } from "../model/ticket.ts";
import { drawing } from "./draw.ts";
import type { Answer, ExecuteParts } from "./execute.ts";
import { parseActor } from "./parse-actor.ts";
import { parseCommand } from "./parse-command.ts";

/** A sequence of commands on one ticket, decided in memory: nothing is written, whatever is answered. */
export interface Rehearsal {
  /**
   * Decides a command on what the one before left, and on what has fallen due since; a refusal changes nothing. Other tickets are not
   * known here.
   */
  readonly execute: (command: Command, actor: Actor) => Answer;
  /** The ticket as it would be now, overdue timers fired. */
  readonly ticket: () => Ticket | undefined;
}

/** Begins where the ticket is stored, or with a report: whoever must do all or nothing asks here first. */
export async function rehearse(parts: ExecuteParts, tenant: string, of?: Pick<Ticket, "id">): Promise<Rehearsal> {
  const { world } = await parts.worlds.of(tenant);
  const start = of && (await parts.store.tickets.get(tenant, of.id));
  const ids = Object.values(start?.texts ?? {}).map((ref) => ref.text);
  const texts = new Map(ids.length > 0 ? await parts.store.tickets.texts(tenant, ids) : []);
  const around = (now: number) => ({
    now,
    draws: drawing(parts.chance)(),
    number: () => start?.number ?? "—",
    text: (id: string) => texts.get(id),
    other: () => undefined,
    reported: undefined,
  });
  let ticket = start;
  return {
    ticket: () => {
      const now = parts.now();
      return ticket && withoutOverdue(world, ticket, around(now), now);
    },
    execute: (input, by) => {
      const parsed = parseCommand(input);
      if (!parsed.ok) return parsed;
      const [{ command }, actor, now] = [parsed, parseActor(by), parts.now()];
      // What is due by then comes first, as it would in earnest; it has happened whatever becomes of the command.
      if (ticket && overdueBefore(world, ticket, command, actor, now)) {
        ticket = withoutOverdue(world, ticket, around(now), command.at ?? now);
      }
      const decided = decide(world, ticket, command, actor, around(now));
      if (!decided.ok) return decided;
      for (const { id, body } of decided.texts) texts.set(id, body);
      ticket = decided.ticket;
      return { ok: true, ticket, entry: decided.entry, replayed: false };
    },
  };
}
