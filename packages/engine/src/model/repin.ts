/** What becomes of a ticket's clocks where it goes to another version: they stay as pinned, get today's limits, or begin anew. */
export const clockTreatments = ["keep", "retarget", "restart"] as const;

export type ClockTreatment = (typeof clockTreatments)[number];

/** What a move to another version of the process did, with all that is needed to explain it later. */
export interface Repin {
  /** The version the ticket was pinned to; the same as `to` where only its clocks went by new limits. */
  readonly from: number;
  readonly to: number;
  readonly clocks: ClockTreatment;
  /** Who had it done, where that was said. */
  readonly by?: string;
  /**
   * Where states went that are not there any more, or were to go elsewhere, those among them that the ticket only remembers: by the path of
   * the one, the path of the other.
   */
  readonly states?: Readonly<Record<string, string>>;
  /** Since when its states had been active, by their ids, where a delay of the new version counts from then. Epoch milliseconds. */
  readonly since?: Readonly<Record<string, number>>;
  /** Requests that are void, since the new version has no such command where the ticket stands. */
  readonly voided?: readonly string[];
  /** How many orders to report in writing are void, since nobody can answer them any more. */
  readonly orders?: number;
}
