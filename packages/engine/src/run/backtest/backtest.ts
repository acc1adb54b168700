import type { Aspect, Difference } from "../../decide/outcome/compare-outcomes.ts";
import type { Located } from "../../definitions/located.ts";
import type { ActorRef } from "../../model/actor.ts";
import type { Json } from "../../model/json.ts";
import type { Refusal } from "../../model/refusal.ts";
import type { Window } from "../../store/records.ts";
import type { Draft } from "../definitions/check-drafts.ts";
import type { Listed, TicketName } from "./listed.ts";

/** What is backtested, how far back, and who hears of it on the way. Instants are epoch milliseconds. */
export interface BacktestOptions {
  readonly drafts: readonly Draft[];
  /** Tickets reported from this instant on; else those of the last `days`, 30 where neither is named. */
  readonly since?: number | undefined;
  readonly days?: number | undefined;
  /** Tickets reported before this instant; now where absent. */
  readonly until?: number | undefined;
  /** Of how many tickets behind each count the names are listed; 100 where absent. */
  readonly names?: number | undefined;
  /** On how many threads tickets are compared, where they are: 1 to 64; as many as pay off, up to 4, where absent. */
  readonly threads?: number | undefined;
  readonly onProgress?: ((progress: BacktestProgress) => void) | undefined;
  /** Hears of every ticket, a page at a time; those of a page in the order in which they were reported. */
  readonly onTickets?: ((tickets: readonly ComparedTicket[]) => void) | undefined;
  /** Ends it: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

export interface BacktestProgress {
  readonly done: number;
  readonly total: number;
}

/** The result, or the findings that keep the drafts from making a world. */
export type BacktestAnswer<Result> =
  | { readonly ok: true; readonly findings: readonly Located[]; readonly result: Result }
  | { readonly ok: false; readonly findings: readonly Located[] };

/** One ticket in both worlds. */
export interface ComparedTicket extends TicketName {
  readonly reportedAt: number;
  readonly differences: readonly Difference[];
  /** What somebody else would have had to do. */
  readonly standIns: readonly StandIn[];
  /** What people did and would not have been possible: what follows happened without it. */
  readonly leftOut: readonly LeftOut[];
  /** The first entry that does not come out as recorded even under the versions that were in force. */
  readonly deviatesAt?: number;
  /** Its report was told of the past, as by an import: it armed no timer then and arms none here. */
  readonly historical?: true;
  /** A text was erased: rules that read it read a dash. */
  readonly erased?: true;
  /** What falls due by itself went on and on, and was followed only so far. */
  readonly cut?: true;
}

/** Something that another person would have done. */
export interface StandIn {
  readonly seq: number;
  readonly command: string;
  readonly was: ActorRef;
  readonly instead: ActorRef;
}

/** Something that would not have been possible, and why. */
export interface LeftOut {
  readonly seq: number;
  readonly command: string;
  readonly refusal: Refusal;
}

/** From what to what, and which tickets. */
export interface Shift<Value extends Json = Json> {
  readonly before: Value;
  readonly after: Value;
  readonly tickets: Listed;
}

/** What a backtest came to. Before is what is published, after is that with the drafts. */
export interface Backtest {
  readonly window: Window;
  /** Until when open tickets were followed. Epoch milliseconds. */
  readonly now: number;
  readonly tickets: number;
  /** The self-check: how many journals come out again as recorded, under the versions in force at each entry; and which do not. */
  readonly asRecorded: number;
  readonly deviating: Listed;
  /** Tickets that come out otherwise; that a rule answers otherwise and nothing follows from it does not count. */
  readonly changed: Listed;
  readonly aspects: Readonly<Record<Aspect, Listed>>;
  /** A rule answers otherwise, and nothing follows from it: somebody had decided otherwise anyway. */
  readonly overruled: Listed;
  /** Each value before against each value after, those that stay the same included. */
  readonly owners: readonly Shift<string | null>[];
  readonly tiers: readonly Shift<number | null>[];
  readonly categories: readonly Shift<string | null>[];
  readonly standards: readonly Shift<string | null>[];
  /** Which rows answered before and which answer now, where they differ. */
  readonly rows: readonly (Shift<string> & { readonly table: string })[];
  readonly due: { readonly earlier: Listed; readonly later: Listed; readonly gained: Listed; readonly lost: Listed };
  readonly late: { readonly before: number; readonly after: number; readonly becomes: Listed; readonly noLonger: Listed };
  readonly rungs: { readonly before: number; readonly after: number };
  readonly words: { readonly before: number; readonly after: number };
  /** Whoever would hear more or less often, the greatest difference first. */
  readonly people: readonly { readonly person: string; readonly before: number; readonly after: number }[];
  readonly standIns: Listed;
  readonly leftOut: Listed;
  /** What was left out, and why, the most frequent first. */
  readonly obstacles: readonly { readonly command: string; readonly code: string; readonly tickets: Listed }[];
  /** Told of the past: no timers and no rungs, whatever the rules say of them. */
  readonly historical: Listed;
  readonly erased: Listed;
  readonly cut: Listed;
  /** The tickets that a person should look at first. */
  readonly notable: readonly ComparedTicket[];
}
