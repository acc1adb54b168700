import { isStray } from "../decide/adopt.ts";
import { execute, type ExecuteParts } from "./execute.ts";

/** Tickets looked at in one go, so that live commands come in between. */
const batch = 500;

/**
 * Brings open tickets whose owner or ground has left the organisation to the last resort, and sets those free that somebody holds who has
 * left their owner, a command and an entry each; answers how many. A publication refuses to take a unit away under open tickets, but a
 * report may have come in at that moment; and a role may be held for a time only.
 */
export async function adoptStrays(parts: ExecuteParts, tenant: string): Promise<number> {
  const { world } = await parts.worlds.of(tenant);
  // As it was published first nobody and nothing has gone, until somebody's time is over.
  if (world.organisation.version <= 1 && world.period === 0) return 0;
  let adopted = 0;
  for (let after: string | undefined; ;) {
    const tickets = await parts.store.tickets.list(tenant, { all: true }, { open: true }, { limit: batch, after });
    const strays = tickets.filter((ticket) => isStray(world, ticket));
    const answers = await Promise.all(strays.map(({ id }) => execute(parts, { type: "adopt", ticket: id }, { kind: "system", tenant })));
    adopted += answers.filter(({ ok }) => ok).length;
    after = tickets.at(-1)?.id;
    if (tickets.length < batch) return adopted;
  }
}
