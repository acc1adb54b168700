import type { Ticket } from "../model/ticket.ts";
import { give } from "./actions/route.ts";
import { claimedBy } from "./hold-back.ts";
import { change, type Work } from "./work.ts";
import type { World } from "./world.ts";

/**
 * An open ticket whose owner or ground has left the organisation goes to the unit that either was merged into, else to the last resort, so
 * that somebody sees it and can move it on; co-handlers follow their mergers; and nobody holds a ticket who has left its owner. Answers
 * whether there was anything to do.
 */
export function adoptStray(work: Work): boolean {
  const { world, ticket } = work;
  if (!ticket.open || !isOutside(world, ticket)) return false;
  const { successor, lastResort } = world.organisation;
  const { owner, area, coHandlers = [] } = ticket;
  const ground = area === undefined ? undefined : successor(area);
  if (ground !== area) change(work, { area: ground });
  const merged = owner === undefined ? undefined : successor(owner);
  const claimed = merged === undefined ? undefined : claimedBy(world, { ...ticket, owner: merged });
  if (owner !== undefined || (area !== undefined && ground === undefined)) give(work, merged ?? lastResort);
  if (work.ticket.assignee !== claimed) change(work, { assignee: claimed });
  const helping = [...new Set(coHandlers.flatMap((unit) => successor(unit) ?? []))].filter((unit) => unit !== work.ticket.owner);
  if (coHandlers.some((unit) => isGone(world, unit))) change(work, { coHandlers: helping.length > 0 ? helping : undefined });
  return true;
}

/** Whether a unit of the ticket, or whoever has claimed it, is not there any more. */
export function isStray(world: World, ticket: Ticket): boolean {
  return isOutside(world, ticket) || strayLegs(world, ticket).length > 0;
}

/** The open legs whose unit, or whoever has claimed them, is not there any more. */
export function strayLegs(world: World, { legs = {} }: Pick<Ticket, "legs">): readonly string[] {
  return Object.entries(legs).flatMap(([key, { open, unit, assignee }]) =>
    open && isOutside(world, { owner: unit, ...(assignee !== undefined && { assignee }) }) ? [key] : [],
  );
}

function isOutside(world: World, of: Pick<Ticket, "owner" | "area" | "assignee" | "coHandlers">): boolean {
  const { owner, area, assignee, coHandlers = [] } = of;
  return [owner, area, ...coHandlers].some((unit) => isGone(world, unit)) || (assignee !== undefined && !claimedBy(world, of));
}

function isGone({ organisation }: World, unit: string | undefined): boolean {
  return unit !== undefined && !organisation.units.has(unit);
}
