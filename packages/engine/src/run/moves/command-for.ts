import { enteredAt, type Since } from "../../decide/repin/entered-at.ts";
import { repinCommand } from "../../decide/repin/parse-repin.ts";
import { asksSince } from "../../decide/repin/repin.ts";
import type { World } from "../../decide/world.ts";
import type { TicketCommand } from "../../model/command.ts";
import type { Entry } from "../../model/entry.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { Store } from "../../store/port.ts";
import { readEntry } from "../read-entry.ts";
import type { Going } from "./parse-move.ts";

/**
 * The command that moves this ticket as it stands at its revision. Since when its states have been active, its journal tells, with entries
 * that overdue timers will yet write; it is only read where a delay asks. A ticket whose timers sleep goes on sleeping.
 */
export async function commandFor(
  store: Store,
  world: World,
  { process: id, to, states, clocks, by }: Going,
  ticket: Ticket,
  now: number,
  unwritten: readonly Entry[] = [],
): Promise<TicketCommand> {
  const process = world.process(id, ticket.process.version);
  const asks = process && asksSince(process, to, ticket, { states, clocks });
  const since: Since = asks ? await entered() : new Map();
  return {
    ...repinCommand(ticket.id, { from: ticket.process.version, to: to.ref.version, clocks, by, states, since }),
    ifRevision: ticket.revision,
    ...(sleeps(ticket) && { historical: true, at: now }),
  };

  async function entered(): Promise<Since> {
    const rows = await store.journal.of(ticket.tenant, ticket.id, ticket.revision);
    const entries = [...rows.map(({ body }) => readEntry(body)), ...unwritten];
    return enteredAt(id, (version) => world.process(id, version), entries);
  }
}

/** Whether it was written down as the past, and nobody has acted on it since. */
export function sleeps({ timers }: Ticket): boolean {
  return Object.values(timers).some(({ asleep }) => asleep);
}
