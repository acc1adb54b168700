import { dayOf, newYear } from "../../time/local-day.ts";
import { isInSeason } from "../../time/season.ts";
import type { Standard } from "../standards.ts";

type StandardLimit = NonNullable<Standard["limits"]>[number];

/** Tickets and days by what limits ask of them: any of each list. */
interface Region {
  readonly tier: readonly unknown[];
  readonly level: readonly unknown[];
  readonly areaClass: readonly unknown[];
  readonly season: readonly number[];
}

/** So many parts are looked at; beyond that a limit counts as coming to count. */
const most = 20_000;

/**
 * The limits before it that together take every ticket that a limit fits, on every day, none of them for nothing. Undefined where it comes to
 * count.
 */
export function goneBefore(limits: readonly StandardLimit[], at: number): readonly number[] | undefined {
  const one = limits[at];
  if (!one) return undefined;
  const rivals = [...limits.keys()].filter((i) => i < at && limits[i]?.milestone === one.milestone);
  const among = (indices: readonly number[]) => indices.flatMap((i) => limits[i] ?? []);
  const whole = within(everything([...among(rivals), one]), one);
  if (!isTaken(whole, among(rivals))) return undefined;
  return rivals.reduce((needed, rival) => {
    const rest = needed.filter((each) => each !== rival);
    return isTaken(whole, among(rest)) ? rest : needed;
  }, rivals);
}

/** Whether the limits take all of the region between them. */
function isTaken(whole: Region, limits: readonly StandardLimit[]): boolean {
  const parts: (readonly [Region, number])[] = [[whole, 0]];
  for (let looked = 0, next = parts.pop(); next; next = parts.pop(), looked += 1) {
    const [region, i] = next;
    const limit = limits[i];
    if (!limit || looked > most) return false;
    parts.push(...without(region, limit).map((each) => [each, i + 1] as const));
  }
  return true;
}

/** What the limits tell apart: the values they name and one that none does; of days those on which a season begins, or is over. */
function everything(limits: readonly StandardLimit[]): Region {
  const named = (of: "level" | "areaClass") => [...new Set([undefined, ...limits.map((limit) => limit[of])])];
  const turns = limits.flatMap(({ season }) => (season ? [dayOf(`2024-${season.from}`), dayOf(`2024-${season.until}`) + 1] : []));
  return {
    tier: [undefined, 1, 2, 3],
    level: named("level"),
    areaClass: named("areaClass"),
    season: [...new Set([newYear(2024), ...turns])],
  };
}

function within(region: Region, limit: StandardLimit): Region {
  const keep = <Value>(values: readonly Value[], of: keyof Region) => values.filter((value) => fits(limit, of, value));
  return {
    tier: keep(region.tier, "tier"),
    level: keep(region.level, "level"),
    areaClass: keep(region.areaClass, "areaClass"),
    season: keep(region.season, "season"),
  };
}

/** The parts of the region that the limit does not fit, no two of which meet; the region itself where it fits nothing of it. */
function without(region: Region, limit: StandardLimit): readonly Region[] {
  const inside = within(region, limit);
  if (dimensions.some((of) => inside[of].length === 0)) return [region];
  return dimensions.flatMap((of, i): readonly Region[] => {
    const beyond = (region[of] as readonly unknown[]).filter((value) => !(inside[of] as readonly unknown[]).includes(value));
    if (beyond.length === 0) return [];
    const before = Object.fromEntries(dimensions.slice(0, i).map((each) => [each, inside[each]]));
    return [{ ...region, ...before, [of]: beyond }];
  });
}

const dimensions = ["tier", "level", "areaClass", "season"] as const satisfies readonly (keyof Region)[];

function fits(limit: StandardLimit, of: keyof Region, value: unknown): boolean {
  if (of === "season") return limit.season === undefined || isInSeason(limit.season, value as number);
  return limit[of] === undefined || limit[of] === value;
}
