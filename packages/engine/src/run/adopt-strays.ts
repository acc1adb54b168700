import type { OrganisationDocument } from "../org/organisation.ts";
import { execute, type ExecuteParts } from "./execute.ts";

/** Tickets looked at in one go, so that live commands come in between. */
const batch = 500;

/**
 * Brings open tickets whose owner or ground has left the organisation to the last resort, a command and an entry each; answers how many. A
 * publication refuses to take a unit away under open tickets, but a report may have come in at that moment.
 */
export async function adoptStrays(parts: ExecuteParts, tenant: string): Promise<number> {
  const { organisation } = (await parts.worlds.of(tenant)).world;
  const gone = (await unitsEver(parts, tenant)).filter((unit) => !organisation.units.has(unit));
  if (gone.length === 0) return 0;
  const isGone = (unit: string | undefined): boolean => unit !== undefined && !organisation.units.has(unit);
  let adopted = 0;
  for (let after: string | undefined; ;) {
    const tickets = await parts.store.tickets.list(tenant, { units: gone }, { open: true }, { limit: batch, after });
    const strays = tickets.filter(({ owner, area }) => isGone(owner) || isGone(area));
    const answers = await Promise.all(strays.map(({ id }) => execute(parts, { type: "adopt", ticket: id }, { kind: "system", tenant })));
    adopted += answers.filter(({ ok }) => ok).length;
    after = tickets.at(-1)?.id;
    if (tickets.length < batch) return adopted;
  }
}

async function unitsEver({ store }: ExecuteParts, tenant: string): Promise<readonly string[]> {
  const rows = (await store.definitions.all(tenant)).filter(({ kind }) => kind === "organisation");
  return [...new Set(rows.flatMap(({ body }) => (JSON.parse(body) as OrganisationDocument).units.map(({ code }) => code)))];
}
