import { availableParallelism } from "node:os";
import type { Store } from "../../store/port.ts";
import type { Window } from "../../store/records.ts";

/** A part of a window, and how many tickets were reported in it. */
export interface Part {
  readonly window: Window;
  readonly tickets: number;
}

/** Fewest tickets for which a thread pays off, and most threads that are started unasked: each takes some 100 MB. */
const [fewest, mostThreads] = [4000, 4];

/** Cuts a window into as many parts as there shall be threads, of about as many tickets each; those of one instant stay together. */
export async function partsOf(store: Store, tenant: string, window: Window, threads: number | undefined): Promise<readonly Part[]> {
  const tickets = await store.records.count(tenant, window);
  const wanted = threads ?? Math.min(availableParallelism(), mostThreads, Math.floor(tickets / fewest));
  const starts = [window.since];
  for (let nth = 1; nth < wanted; nth += 1) {
    const start = await store.records.reportedAt(tenant, window, Math.floor((tickets * nth) / wanted));
    if (start !== undefined && start > (starts.at(-1) ?? start)) starts.push(start);
  }
  if (starts.length === 1) return [{ window, tickets }];
  const windows = starts.map((since, nth) => ({ since, until: starts[nth + 1] ?? window.until }));
  return Promise.all(windows.map(async (part) => ({ window: part, tickets: await store.records.count(tenant, part) })));
}
