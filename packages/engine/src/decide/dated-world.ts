import type { Organisation } from "../org/compile-organisation.ts";
import type { OrganisationDocument } from "../org/organisation.ts";
import { periodsOf } from "../org/periods.ts";
import type { World } from "./world.ts";

/** Periods that are kept ready: live decisions ask for one, and a backtest goes through them in turn. */
const mostKept = 8;

/** The world with the way to any instant of it; where nobody holds anything for a time only, that is the world itself. */
export function datedWorld(
  timeless: Omit<World, "at">,
  document: OrganisationDocument,
  organise: (document: OrganisationDocument) => Organisation,
): World {
  const periods = periodsOf(document, timeless.zone);
  const worlds = new Map<number, World>();
  const at = (instant: number): World => {
    const period = periods.at(instant);
    const found = worlds.get(period);
    if (found) return found;
    const then = periods.document(period);
    const made = then === document ? world : { ...world, organisation: organise(then) };
    worlds.set(period, made);
    if (worlds.size > mostKept) worlds.delete(worlds.keys().next().value ?? period);
    return made;
  };
  const world: World = { ...timeless, at };
  return world;
}
