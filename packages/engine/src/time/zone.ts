import { create, getTimeZoneTransition, offsetNanoseconds } from "temporal-polyfill/fns/ZonedDateTime";
import { dayLength, newYear } from "./local-day.ts";

/** A time zone: what clocks on walls show, as milliseconds since 1970-01-01T00:00 on such a clock. */
export interface Zone {
  readonly id: string;
  /**
   * The instant at which walls show this. Of an hour that comes twice its first time; of one that is left out, the instant at which the
   * clock jumps over it, so that nothing is worked in an hour that does not exist.
   */
  readonly instantOf: (wall: number) => number;
  readonly wallAt: (instant: number) => number;
  /** When walls show a time from the one until before the other: not at all where all of it is left out, twice where some of it is repeated. */
  readonly shows: (from: number, until: number) => readonly Span[];
  /** The instants from the one until before the other at which the clock jumps, and what it shows before and after. */
  readonly jumps: (from: number, until: number) => readonly Jump[];
}

/** From one instant until before another. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Jump {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/** From an instant on, walls are this many milliseconds ahead of UTC. */
interface Offset {
  readonly from: number;
  readonly ahead: number;
}

/** An IANA zone by the rules of this system's time zone data; the zone of the process has no part in it. */
export function zoneOf(id: string): Zone {
  const years = new Map<number, readonly Offset[]>();
  /** The offsets that hold in a year and a day around it, whatever the zone. */
  const around = (year: number): readonly Offset[] => {
    const found = years.get(year) ?? offsets(id, (newYear(year) - 2) * dayLength, (newYear(year + 1) + 2) * dayLength);
    years.set(year, found);
    return found;
  };
  return {
    id,
    instantOf: (wall) => {
      const list = around(new Date(wall).getUTCFullYear());
      for (const [i, { from, ahead }] of list.entries()) {
        const instant = wall - ahead;
        if (instant < (list[i + 1]?.from ?? Infinity)) return Math.max(instant, from);
      }
      return wall;
    },
    wallAt: (instant) => instant + (around(new Date(instant).getUTCFullYear()).findLast(({ from }) => from <= instant)?.ahead ?? 0),
    shows: (from, until) => {
      const list = around(new Date(from).getUTCFullYear());
      const spans: Span[] = [];
      for (const [i, { from: since, ahead }] of list.entries()) {
        const [start, end] = [Math.max(since, from - ahead), Math.min(list[i + 1]?.from ?? Infinity, until - ahead)];
        if (start >= end) continue;
        const before = spans.at(-1);
        if (before?.end === start) spans.splice(-1, 1, { start: before.start, end });
        else spans.push({ start, end });
      }
      return spans;
    },
    jumps: (from, until) => {
      const list = around(new Date(from).getUTCFullYear());
      return list.flatMap(({ from: at, ahead }, i) =>
        i > 0 && at >= from && at < until ? [{ at, before: at + (list[i - 1]?.ahead ?? 0), after: at + ahead }] : [],
      );
    },
  };
}

function offsets(id: string, from: number, until: number): readonly Offset[] {
  const found: Offset[] = [];
  let at = create(BigInt(from) * 1_000_000n, id);
  while (at.epochMilliseconds < until) {
    found.push({ from: found.length === 0 ? -Infinity : at.epochMilliseconds, ahead: offsetNanoseconds(at) / 1_000_000 });
    const next = getTimeZoneTransition(at, "next");
    if (!next) break;
    at = next;
  }
  return found;
}
