import type { Store } from "../../store/port.ts";
import { chainFeed, noHead } from "../hash.ts";

/** How far a tenant's feed went: its last position, how many entries lie up to there, and their running hash. */
export interface FeedHead {
  readonly position: number;
  readonly entries: number;
  readonly head: string;
}

/** Before the first entry. */
export const feedStart: FeedHead = { position: 0, entries: 0, head: noHead };

const page = 1000;

/** Reads the feed from where an earlier reading ended to where it ends now. */
export async function readFeed(store: Store, tenant: string, from: FeedHead = feedStart): Promise<FeedHead> {
  let { position, entries, head } = from;
  for (;;) {
    const rows = await store.journal.feed(tenant, position, page);
    for (const row of rows) {
      head = chainFeed(head, row);
      ({ position } = row);
    }
    entries += rows.length;
    if (rows.length < page) return { position, entries, head };
  }
}
