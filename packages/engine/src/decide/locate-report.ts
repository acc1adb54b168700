import type { Ticket } from "../model/ticket.ts";
import type { Siting, Whereabouts } from "../model/whereabouts.ts";
import { isWithin } from "../places/places.ts";
import { change, type Work } from "./work.ts";
import type { World } from "./world.ts";

/**
 * Finds out on whose ground the point of a report lies, and keeps the answer with the entry. Where nobody said the area and the point lies in one
 * grid, that is the area; on a border or outside nothing is guessed, and an area that was filled in stands, whatever the point says.
 */
export function locateReport(work: Work): void {
  const { world, ticket } = work;
  const { point, area } = ticket;
  if (!point || world.places.version === 0) return;
  work.versions["grids"] = world.places.version;
  const whereabouts = world.places.locate(point);
  if (area === undefined && whereabouts.type === "inside") change(work, { area: whereabouts.unit });
  work.located = { area: meaningOf(world, area, whereabouts), whereabouts };
}

/** What the point says of the area. A squad, say, has no ground of its own on the map: then only what lies apart from its street disagrees. */
function meaningOf({ organisation: { units }, places }: World, area: Ticket["area"], whereabouts: Whereabouts): Siting["area"] {
  if (area === undefined) return whereabouts.type === "inside" ? "taken" : "open";
  const lineage = units.lineage(area);
  if (whereabouts.type === "outside") return lineage.some(places.has) ? "disagrees" : "unknown";
  const known = lineage.find(places.knows);
  if (known === undefined) return "unknown";
  const found = whereabouts.type === "inside" ? [whereabouts.unit] : whereabouts.units;
  if (!found.some((unit) => isWithin(units, unit, known))) return "disagrees";
  return known === area ? "agrees" : "unknown";
}
