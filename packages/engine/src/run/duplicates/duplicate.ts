import type { Ticket } from "../../model/ticket.ts";

/** A ticket that may tell of the same matter, and why. */
export interface Duplicate {
  /** As the actor may read it. */
  readonly ticket: Ticket;
  /** 0 to 1; from `likely` on, 0.25, it is named without being asked for. */
  readonly score: number;
  /** Between the two points, where both have one. */
  readonly metres?: number;
  /** Between the two reports, whichever came first. */
  readonly hours: number;
  /** What both say, as it is written; none where a text was erased. */
  readonly shared: readonly string[];
  readonly sameArea: boolean;
  readonly sameCategory: boolean;
}

/** What duplicates are looked for of: a ticket, or a report that is being filed. */
export type DuplicateQuestion =
  | {
      /** Id or number. */
      readonly ticket: string;
    }
  | {
      readonly description?: string | undefined;
      readonly point?: { readonly lng: number; readonly lat: number } | undefined;
      readonly area?: string | undefined;
      readonly category?: string | undefined;
      /** When it was reported, epoch milliseconds; now where absent. */
      readonly at?: number | undefined;
    };

export interface DuplicateOptions {
  /** Tickets that ended longer ago are passed over; 7 by default, 30 at most, 0 for those that are open only. */
  readonly closedDays?: number | undefined;
  /** 5 by default, 50 at most. */
  readonly limit?: number | undefined;
  /** Those that score less are left out; what counts as likely by default. */
  readonly from?: number | undefined;
}
