import { needsRecount } from "../abilities/recount.ts";
import { laddersMoved } from "../decide/ladders/arm-ladders.ts";
import { legViews } from "../decide/legs/leg-view.ts";
import type { Actor } from "../model/actor.ts";
import { execute, type ExecuteParts } from "./execute.ts";

/** Open tickets looked at in one go, so that live commands come in between. */
const batch = 500;

/** What counting anew has come to so far. */
export interface RecountProgress {
  readonly looked: number;
  readonly recounted: number;
}

/**
 * Counts the clocks of a tenant's open tickets anew where they come out otherwise by the calendars and the zone of today, and sets their
 * ladders by them: a command and an entry for each.
 * What was done before it was interrupted is not done again.
 */
export async function recount(
  parts: ExecuteParts,
  tenant: string,
  onProgress: (progress: RecountProgress) => void = () => {},
): Promise<number> {
  const { world } = await parts.worlds.of(tenant);
  const system: Actor = { kind: "system", tenant };
  let progress: RecountProgress = { looked: 0, recounted: 0 };
  if (!world.hasCalendars) return 0;
  for (let after: string | undefined; ;) {
    const tickets = await parts.store.tickets.list(tenant, { all: true }, { open: true }, { limit: batch, after });
    const outdated = tickets.filter((ticket) =>
      [ticket, ...legViews(ticket)].some((each) => needsRecount(each, world.calendarOf) || laddersMoved(world, each)),
    );
    const answers = await Promise.all(outdated.map(({ id }) => execute(parts, { type: "recount", ticket: id }, system)));
    progress = { looked: progress.looked + tickets.length, recounted: progress.recounted + answers.filter(({ ok }) => ok).length };
    onProgress(progress);
    after = tickets.at(-1)?.id;
    if (tickets.length < batch) return progress.recounted;
  }
}
