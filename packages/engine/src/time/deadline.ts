import type { Clock } from "../model/clock.ts";

/** When a ticket is due, and when what was due then was done. */
export interface Deadline {
  readonly due: number | undefined;
  readonly metAt: number | undefined;
}

/** The earliest due time of the clocks that run; where none does, the one that was met with least time to spare, or overrun furthest. */
export function deadlineOf(clocks: readonly Clock[]): Deadline {
  const running = clocks.flatMap(({ due, segments }) => (due !== undefined && segments.at(-1)?.until === undefined ? [due] : []));
  if (running.length > 0) return { due: Math.min(...running), metAt: undefined };
  const ended = clocks.flatMap(({ due, segments }) => {
    const metAt = segments.at(-1)?.until;
    return due !== undefined && metAt !== undefined ? [{ due, metAt }] : [];
  });
  const [tightest] = ended.toSorted((a, b) => a.due - a.metAt - (b.due - b.metAt));
  return tightest ?? { due: undefined, metAt: undefined };
}
