import type { JsonObject } from "../model/json.ts";

/** A delivery under lease: whoever holds it may make one attempt. */
export interface Leased {
  readonly tenant: string;
  readonly id: string;
  readonly ticket: string;
  readonly destination: string;
  readonly topic: string;
  readonly payload: JsonObject;
  /** 1 for the first try, counting on for ever: the late result of an older attempt is told from this one's by it. */
  readonly attempt: number;
  /** 1 for the first try since it was written, or put back by hand: how often is too often goes by this. */
  readonly tries: number;
}

/** How a try ended. */
export type DeliveryOutcome =
  | { readonly type: "done" }
  | { readonly type: "retry"; readonly at: number; readonly error: string }
  | { readonly type: "dead"; readonly error: string }
  /** There is nobody or nothing left to send to or of: erased. */
  | { readonly type: "undeliverable"; readonly error: string };

export const deliveryStates = ["pending", "done", "dead", "undeliverable"] as const;

export type DeliveryState = (typeof deliveryStates)[number];

export interface DeliveryRow extends Leased {
  readonly state: DeliveryState;
  /** What the last attempt that failed said, at most 500 characters. */
  readonly error: string | null;
}

/**
 * The outbox. What is done stays, as the journal does: an entry names each of its effects by id and hash, so that verification finds a
 * delivery that is missing or was changed, and an export accounts for each. It costs its place on the disk only: what looks for work reads
 * indexes of what is pending. Answers to keys, which nothing refers to, are forgotten after 30 days.
 */
export interface DeliveryStore {
  /** Leases up to `limit` deliveries to these destinations, at most one per (destination, ticket), oldest first. */
  readonly lease: (destinations: readonly string[], now: number, until: number, limit: number) => Promise<readonly Leased[]>;
  /** Records the outcome if this attempt's lease still holds; answers whether it did. One that comes later is dropped: it is tried again. */
  readonly settle: (leased: Leased, now: number, outcome: DeliveryOutcome) => Promise<boolean>;
  /**
   * Puts a dead or undeliverable delivery back, its tries counted anew; answers whether there was one. It goes before what waits in its
   * lane, and not beside an attempt that may be under way there: that is over after the `longestLease`, in milliseconds.
   */
  readonly redeliver: (tenant: string, id: string, now: number, longestLease: number) => Promise<boolean>;
  readonly list: (tenant: string, state: DeliveryState, limit: number) => Promise<readonly DeliveryRow[]>;
}
