import type { DefinitionRef, LimitUnit } from "./ticket.ts";

/** An amount of time given to whoever must act: the limit itself, or an extension of it. They are used up in their order. */
export interface Grant {
  readonly reason: "limit" | "extension";
  readonly amount: number;
  readonly unit: LimitUnit;
  /** The amount as its unit counts it, in milliseconds; the rest of the first day included where that one does not count. */
  readonly budget: number;
}

/** A calendar at the versions that counted: its own, and that of the holiday list it follows. */
export interface CalendarRef extends DefinitionRef {
  readonly holidays?: DefinitionRef;
  /** In which zone; entries from before it was noted do not say. */
  readonly zone?: string;
}

/** A stretch of a clock's life. Segments follow one another without a gap; the last one is open until the clock stops. */
export interface Segment {
  readonly from: number;
  readonly until?: number;
  /** False while the clock is paused. */
  readonly runs: boolean;
  /** Once it is over: how much of each grant, in order, it used up, in milliseconds as the grant's unit counts. */
  readonly used?: readonly number[];
  /** The calendar it was counted by; none where only time that passes counts. */
  readonly calendar?: CalendarRef;
}

/** The filed standard, the process itself, the whistle that a leg answers, or an instant that somebody set by hand. */
export type ClockBasis =
  | { readonly type: "standard"; readonly code: string }
  | { readonly type: "process" }
  | { readonly type: "whistle" }
  | { readonly type: "due"; readonly at: number };

export interface HeldAction {
  readonly rung: string;
  /** Its place among the rung's actions. */
  readonly action: number;
  readonly until: number;
}

/**
 * A time limit as it runs: a budget, and a ledger of what was used of it. Where it ends is worked out from these; that it is late is
 * never written down. Instants are epoch milliseconds.
 */
export interface Clock {
  /** Where its limit comes from. */
  readonly basis: ClockBasis;
  /** Whose time it is: the unit whose calendar counts. */
  readonly unit?: string;
  /** Counts its starts: a rung of its ladder fires at most once in each. */
  readonly generation: number;
  /** The ladder it climbs, at the version that was published when it started. */
  readonly ladder?: DefinitionRef;
  /** How often each rung was come to in this generation, whatever came of it. */
  readonly rungs?: Readonly<Record<string, number>>;
  /** What quiet hours hold back: which action of which rung, and until when. */
  readonly held?: readonly HeldAction[];
  /** When somebody said that they know: rungs that repeat until then are done. */
  readonly acknowledgedAt?: number;
  /** It was stopped since what it was for was reached: it does not begin anew until a state ends the clock it belongs to. */
  readonly reached?: true;
  readonly grants: readonly Grant[];
  readonly segments: readonly Segment[];
  /** The calendar that the due time was counted by. */
  readonly calendar?: CalendarRef;
  /** When the budget is used up, if nothing changes; absent while it is paused in time, and where it never would be. */
  readonly due?: number;
  /** The due time counts on days of a year whose holidays are not known yet, or of the December that its list may reach back to. */
  readonly provisional?: true;
}

/** What a due time was counted by. */
export type Counting = Pick<Clock, "calendar" | "due" | "provisional">;

/** A clock, or the delay behind a timer, that was counted anew since its calendar, or the zone, had become another. */
export type Recount = { readonly before: Counting; readonly after: Counting } & ({ readonly clock: string } | { readonly timer: string });
