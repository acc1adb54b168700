import type { Entry } from "../../model/entry.ts";

/**
 * The part of a journal that was written by the instant. Pages are read one after the other, by several threads, while work goes on: what is
 * told is of one moment, and no ticket may know of a publication that the worlds compared do not know of.
 */
export function entriesAsOf(entries: readonly Entry[], instant: number): readonly Entry[] {
  const later = entries.findIndex(({ recordedAt }) => recordedAt > instant);
  return later < 0 ? entries : entries.slice(0, later);
}
