import type { Organisation } from "../org/compile-organisation.ts";
import type { DutyDocument } from "../org/duty/duty.ts";
import { coversIn, onDutyAt, type Cover } from "../org/duty/on-duty.ts";
import { compileRosters } from "../org/duty/rosters.ts";
import type { OrganisationDocument } from "../org/organisation.ts";
import { periodsOf } from "../org/periods.ts";
import type { World } from "./world.ts";

/** Worlds that are kept ready: live decisions ask for one, and a backtest goes through them in turn. */
const mostKept = 8;

interface Dated {
  readonly document: OrganisationDocument;
  readonly organise: (document: OrganisationDocument, covers?: readonly Cover[]) => Organisation;
  readonly duties: readonly { readonly id: string; readonly version: number; readonly body: DutyDocument }[];
}

/**
 * The world with the way to any instant of it. Where nobody holds anything for a time only, and nobody is on duty in a neighbour's place,
 * that is the world itself.
 */
export function datedWorld(timeless: Omit<World, "at" | "duty" | "period">, { document, organise, duties }: Dated): World {
  const periods = periodsOf(document, timeless.zone);
  const rosters = compileRosters(
    duties.map(({ body }) => body),
    timeless.zone,
  );
  const byPeriod = keeping((period: number) => {
    const then = periods.document(period);
    return then === document ? world : { ...world, period, organisation: organise(then) };
  });
  /** What neighbours' people do not change is that of the period. */
  const byCover = keeping((key: string) => {
    const period = Number(key.slice(0, key.indexOf(" ")));
    const covers = JSON.parse(key.slice(key.indexOf(" ") + 1)) as readonly Cover[];
    return { ...byPeriod(period), organisation: organise(periods.document(period), covers) };
  });
  const keys = new WeakMap<object, { readonly period: number; readonly key: string | undefined }>();
  const at = (instant: number): World => {
    const period = periods.at(instant);
    if (duties.length === 0) return byPeriod(period);
    const stretch = rosters.at(instant);
    let known = keys.get(stretch);
    if (known?.period !== period) {
      const covers = coversIn(byPeriod(period).organisation, stretch);
      known = { period, key: covers.length === 0 ? undefined : `${period} ${JSON.stringify(covers)}` };
      keys.set(stretch, known);
    }
    return known.key === undefined ? byPeriod(period) : byCover(known.key);
  };
  const onDuty = (role: string, unit: string, instant: number) =>
    onDutyAt(byPeriod(periods.at(instant)).organisation, rosters.at(instant), role, unit);
  const ofRole = (role: string) => duties.flatMap(({ id, version, body }) => (body.role === role ? [{ id, version }] : []));
  const world: World = { ...timeless, period: 0, at, duty: { onDuty, rosters: ofRole } };
  return world;
}

/** A function that keeps its last few answers. */
function keeping<Key>(make: (key: Key) => World): (key: Key) => World {
  const kept = new Map<Key, World>();
  return (key) => {
    const found = kept.get(key);
    if (found) return found;
    const made = make(key);
    kept.set(key, made);
    if (kept.size > mostKept) kept.delete(kept.keys().next().value as Key);
    return made;
  };
}
