/** One stored entry: the bytes that were hashed, and the hash. */
export interface JournalRow {
  readonly ticket: string;
  readonly seq: number;
  readonly body: string;
  readonly hash: string;
}

/** A tenant's entry in the order of commits, whatever its ticket. */
export interface FeedRow {
  /** Only ever grows along the commits of a tenant; gaps are allowed. */
  readonly position: number;
  readonly ticket: string;
  readonly seq: number;
  readonly hash: string;
}

export interface JournalStore {
  /** A ticket's entries in order, up to and including `until` where given. */
  readonly of: (tenant: string, ticket: string, until?: number) => Promise<readonly JournalRow[]>;
  /**
   * The tenant's entries behind this position, in the order of their positions; fewer than `limit` only at the end. What is committed
   * later comes later: whoever has read up to a position has missed nothing before it.
   */
  readonly feed: (tenant: string, after: number, limit: number) => Promise<readonly FeedRow[]>;
}
