import { dayLength, newYear } from "./local-day.ts";
import { countIn, reachedIn, type Stretches } from "./stretches.ts";
import type { Zone } from "./zone.ts";

/**
 * A count that never falls as time goes on: milliseconds of working time, or workdays of 24 h. Only differences mean anything. For every
 * instant and count, `reach(count) <= instant` exactly where `count <= count(instant)`.
 */
export interface Measure {
  /** The count at an instant; a whole number. */
  readonly count: (instant: number) => number;
  /** The first instant at which it is reached; undefined where that is more than a hundred years off. */
  readonly reach: (count: number) => number | undefined;
}

/** Time as it passes, nights and holidays included. */
export const continuous: Measure = { count: (instant) => instant, reach: (count) => count };

/** Furthest a count is followed, in years. */
const horizon = 100;

interface Year {
  readonly from: number;
  readonly until: number;
  readonly base: number;
  readonly stretches: Stretches;
}

/** A count built year by year, each when first asked for; the years next to one another share their counts. */
export function yearly(zone: Zone, build: (year: number) => Stretches): Measure {
  const years = new Map<number, Year>();
  let [first, last] = [0, -1];
  const begin = (year: number) => zone.instantOf(newYear(year) * dayLength);
  const add = (year: number, base: (stretches: Stretches) => number): Year => {
    const stretches = build(year);
    const added = { from: begin(year), until: begin(year + 1), base: base(stretches), stretches };
    years.set(year, added);
    return added;
  };
  const at = (year: number): Year => {
    const found = years.get(year);
    if (found) return found;
    if (last < first) {
      first = last = year;
      return add(year, () => 0);
    }
    while (last < year) {
      const { base, stretches } = at(last);
      add((last += 1), () => base + stretches.total);
    }
    while (first > year) {
      const { base } = at(first);
      add((first -= 1), (stretches) => base - stretches.total);
    }
    return at(year);
  };
  /** The year asked for last: most questions that follow one another are about one year. */
  let recent: Year | undefined;
  /** The year of an instant, as walls show it. */
  const yearAt = (instant: number): Year => {
    if (recent && recent.from <= instant && instant < recent.until) return recent;
    const guess = new Date(instant).getUTCFullYear();
    const year = at(guess);
    recent = instant < year.from ? at(guess - 1) : instant < year.until ? year : at(guess + 1);
    return recent;
  };
  return {
    count: (instant) => {
      const { base, stretches } = yearAt(instant);
      return base + countIn(stretches, instant);
    },
    reach: (count) => {
      if (last < first) return undefined;
      let year = first;
      while (at(year).base >= count) {
        if (first - year > horizon) return undefined;
        year -= 1;
      }
      for (const end = last + horizon; year <= end; year += 1) {
        const { base, stretches } = at(year);
        if (count <= base + stretches.total) return reachedIn(stretches, count - base);
      }
      return undefined;
    },
  };
}
