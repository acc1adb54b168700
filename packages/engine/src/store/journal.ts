/** One stored entry: the bytes that were hashed, and the hash. */
export interface JournalRow {
  readonly ticket: string;
  readonly seq: number;
  readonly body: string;
  readonly hash: string;
}

/** A ticket as stored, for checking it against its journal. */
export interface StoredTicket {
  readonly id: string;
  readonly document: string;
  readonly head: string;
}

export interface JournalStore {
  /** A ticket's entries in order, up to and including `until` where given. */
  readonly of: (tenant: string, ticket: string, until?: number) => Promise<readonly JournalRow[]>;
  /** All tickets by id, a page at a time, each to be checked against its journal. */
  readonly tickets: (tenant: string, after: string, limit: number) => Promise<readonly StoredTicket[]>;
  /** Tickets that have entries but no ticket row. */
  readonly orphans: (tenant: string) => Promise<readonly string[]>;
  /** The timers, parts and units stored for a ticket, for checking them against what the ticket says. */
  readonly rows: (tenant: string, ticket: string) => Promise<SideRows>;
}

export interface SideRows {
  readonly timers: readonly { readonly id: string; readonly generation: number; readonly due: number }[];
  readonly parts: readonly { readonly key: string; readonly role: string; readonly unit: string }[];
  readonly units: readonly { readonly unit: string; readonly why: string }[];
}
