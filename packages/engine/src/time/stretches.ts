import { dayLength } from "./local-day.ts";

/**
 * When a count grows within one year, and how fast. Parallel arrays, in order of time: within a stretch of a day that counts from `base`
 * and has grown for `done` of the day's `length` before, the count at an instant is `base + (done + elapsed) × 24 h ÷ length`, rounded
 * down. A day of 24 h that counts in full grows a millisecond a millisecond.
 */
export interface Stretches {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly bases: Float64Array;
  readonly dones: Float64Array;
  readonly lengths: Float64Array;
  /** The count at the end of the year; it begins at 0. */
  readonly total: number;
}

/** A stretch to be laid down, behind the one before. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly base: number;
  readonly done: number;
  readonly length: number;
}

export function layStretches(list: readonly Stretch[], total: number): Stretches {
  const column = (key: keyof Stretch) => Float64Array.from(list, (stretch) => stretch[key]);
  return { starts: column("start"), ends: column("end"), bases: column("base"), dones: column("done"), lengths: column("length"), total };
}

/** The count at an instant of the year. */
export function countIn(stretches: Stretches, instant: number): number {
  const at = lastAtMost(stretches.starts, instant);
  return at < 0 ? 0 : grown(stretches, at, Math.min(instant, stretches.ends[at] ?? 0));
}

/** The first instant of the year at which the count is reached: more than 0, and at most the total. */
export function reachedIn(stretches: Stretches, count: number): number {
  const { starts, ends, bases, dones, lengths } = stretches;
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (grown(stretches, middle, ends[middle] ?? 0) < count) low = middle + 1;
    else high = middle;
  }
  const product = (count - (bases[low] ?? 0)) * (lengths[low] ?? 1);
  const needed = floorDivided(product + dayLength - 1, dayLength) - (dones[low] ?? 0);
  // A count that leaps, as where the clock jumps over an hour, is reached as the stretch begins.
  return (starts[low] ?? 0) + Math.max(0, needed);
}

function grown({ starts, bases, dones, lengths }: Stretches, at: number, instant: number): number {
  return (bases[at] ?? 0) + floorDivided((instant - (starts[at] ?? 0) + (dones[at] ?? 0)) * dayLength, lengths[at] ?? 1);
}

/** Exact for whole numbers below 2^53, where dividing first would round up just below a whole quotient. */
function floorDivided(dividend: number, divisor: number): number {
  return (dividend - (dividend % divisor)) / divisor;
}

/** The index of the last entry at most `value`, or -1. */
function lastAtMost(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
