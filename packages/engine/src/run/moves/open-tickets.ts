import { setImmediate as pause } from "node:timers/promises";
import type { Ticket } from "../../model/ticket.ts";
import type { Store } from "../../store/port.ts";

/** Tickets looked at in one go. */
const page = 50;

/** The tenant's open tickets, a page at a time. */
export async function* openTickets(store: Store, tenant: string): AsyncGenerator<readonly Ticket[]> {
  for (let after: string | undefined; ;) {
    const tickets = await store.tickets.list(tenant, { all: true }, { open: true }, { limit: page, after });
    if (tickets.length > 0) yield tickets;
    after = tickets.at(-1)?.id;
    if (tickets.length < page) return;
    // The embedded store answers at once: without a pause nobody else would have a turn until the end.
    await pause();
  }
}
