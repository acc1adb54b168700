import type { DeliveryOutcome, DeliveryState } from "./deliveries.ts";

/** What the row of a delivery says after an attempt. */
export interface Settled {
  readonly state: DeliveryState;
  readonly nextAt: number;
  readonly settledAt: number | null;
  readonly error: string | null;
}

/** How a delivery stands after an attempt that ended like this. */
export function settled(outcome: DeliveryOutcome, now: number): Settled {
  switch (outcome.type) {
    case "done":
      return { state: "done", nextAt: 0, settledAt: now, error: null };
    case "retry":
      return { state: "pending", nextAt: outcome.at, settledAt: null, error: told(outcome.error) };
    case "dead":
    case "undeliverable":
      return { state: outcome.type, nextAt: 0, settledAt: now, error: told(outcome.error) };
  }
}

/** Longest error that is kept: a host's exception may quote whatever it was sending. */
const longest = 500;

/** An error bounded, and as every store can hold it: PostgreSQL refuses a NUL, SQLite cuts the text there. */
function told(error: string): string {
  return error.slice(0, longest).replaceAll(/[\0\p{Surrogate}]/gu, "\uFFFD");
}
