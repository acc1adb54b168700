import type { Ticket } from "../model/ticket.ts";
import { give } from "./actions/route.ts";
import { claimedBy } from "./hold-back.ts";
import { change, type Work } from "./work.ts";
import type { World } from "./world.ts";

/**
 * An open ticket whose owner or ground has left the organisation goes to the last resort, so that somebody sees it and can move it on; and
 * nobody holds one who has left its owner. Answers whether there was anything to do.
 */
export function adoptStray(work: Work): boolean {
  const { world, ticket } = work;
  if (!ticket.open || !isOutside(world, ticket)) return false;
  const { units, lastResort } = world.organisation;
  const isGone = (unit: string | undefined): boolean => unit !== undefined && !units.has(unit);
  const { owner, area } = ticket;
  if (ticket.assignee !== undefined && claimedBy(world, ticket) === undefined) change(work, { assignee: undefined });
  if (isGone(area)) change(work, { area: undefined });
  if (isGone(owner) || (isGone(area) && owner === undefined)) give(work, lastResort);
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

function isOutside(world: World, of: Pick<Ticket, "owner" | "area" | "assignee">): boolean {
  const { owner, area, assignee } = of;
  const { units } = world.organisation;
  return [owner, area].some((unit) => unit !== undefined && !units.has(unit)) || (assignee !== undefined && !claimedBy(world, of));
}
