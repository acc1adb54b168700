import { give } from "./actions/route.ts";
import { change, type Work } from "./work.ts";

/** An open ticket whose owner or ground has left the organisation goes to the last resort, so that somebody sees it and can move it on; answers whether it had to. */
export function adoptStray(work: Work): boolean {
  const { organisation } = work.world;
  const { open, owner, area } = work.ticket;
  const isGone = (unit: string | undefined): boolean => unit !== undefined && !organisation.units.has(unit);
  if (!open || !(isGone(owner) || isGone(area))) return false;
  if (isGone(area)) change(work, { area: undefined });
  if (isGone(owner) || owner === undefined) give(work, organisation.lastResort);
  return true;
}
