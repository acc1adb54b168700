import type { CalendarRef, Clock } from "./clock.ts";
import type { JsonObject } from "./json.ts";
import type { Leg } from "./leg.ts";
import type { HandedFrom, HandedTo } from "./partner.ts";
import type { Stage } from "./stage.ts";
import type { Request } from "./request.ts";
import type { TextRef } from "./text.ts";
import type { Whistle } from "./whistle.ts";

/** Which state a statechart is in: a name, or per region a value of its own. */
export type StateValue = string | { readonly [region: string]: StateValue };

/** A definition at one published version. */
export interface DefinitionRef {
  readonly id: string;
  readonly version: number;
}

export type Tier = 1 | 2 | 3;

/** An amount of time; working time is counted by a calendar. */
export interface Limit {
  readonly amount: number;
  readonly unit: LimitUnit;
}

export const limitUnits = ["urgent-hour", "work-hour", "work-day", "natural-day"] as const;

export type LimitUnit = (typeof limitUnits)[number];

/** A limit that a standard sets; of several for one milestone the first counts whose conditions all hold when its clock starts. */
export interface StandardLimit extends Limit {
  /** What must be reached in that time, where it is not the matter as a whole: work stopped, say, before the structure is removed. */
  readonly milestone?: string;
  readonly tier?: Tier;
  /** The level that a form put into the field `level`. */
  readonly level?: string;
  /** The class of the ground the ticket is on. */
  readonly areaClass?: string;
  /** The part of each year, as months and days, both included. */
  readonly season?: Season;
}

export interface Season {
  /** `MM-DD`. */
  readonly from: string;
  readonly until: string;
}

/** The filed standard, copied: a later edition does not change what this ticket was filed under. */
export interface FiledStandard {
  readonly id: string;
  readonly version: number;
  readonly limits?: readonly StandardLimit[];
}

/** A point on the map, WGS 84 degrees. */
export interface Point {
  readonly lng: number;
  readonly lat: number;
}

/** An order to report in writing; the ticket goes no further before it is answered. */
export interface Supervision {
  readonly by: string;
  readonly at: number;
  /** Epoch milliseconds. */
  readonly due: number;
  /** Who of the owner's people must reply. */
  readonly role: string;
  readonly order: TextRef;
  /** The rung of a ladder that gave it, rather than somebody. */
  readonly rung?: { readonly clock: string; readonly rung: string };
  readonly reply?: { readonly by: string; readonly at: number; readonly text: TextRef };
}

/** What somebody thought of how it was handled. */
export interface Evaluation {
  readonly by: string;
  readonly at: number;
  /** 1 to 5, 5 being the best. */
  readonly score: number;
  /** What the score is the mean of, each 1 to 5. */
  readonly marks?: Readonly<Record<string, number>>;
  /** On a leg: whether its unit was rated, or rates the whistle itself. */
  readonly of?: "leg" | "whistle";
}

/** A timer the ticket waits for; a row with another generation is stale and dropped. */
export interface ArmedTimer {
  readonly generation: number;
  /** Epoch milliseconds. */
  readonly due: number;
  /** Armed by what lies in the past: it wakes nobody, and is only seen to once somebody acts on the ticket. */
  readonly asleep?: true;
  /** What it waits for, where a calendar has counted that. */
  readonly counted?: CountedDelay;
}

/** An amount of working time from an instant on, by the calendar of the unit that owned the ticket then. */
export interface CountedDelay extends Limit {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly of?: string;
  readonly calendar: CalendarRef;
}

/** Whoever is told of public changes, and by which channel. */
export interface Subscription {
  /** The caller: `reporter:ID` or `person:ID`. */
  readonly by: string;
  /** The destination whose handler sends it. */
  readonly channel: string;
}

/** What a merged ticket knows of its master. */
export interface Followed {
  /** Whether the master is being dealt with. */
  readonly open: boolean;
  /** Since when. */
  readonly at: number;
  /** How it ended leaves no way to open it again, or it said so when it was asked to. */
  readonly final?: true;
  /** It was asked to be opened again, and has not answered yet. */
  readonly asked?: true;
}

/** Where a ticket stood when it was merged, so that it can come back. */
export interface MergedFrom {
  readonly at: number;
  readonly state: StateValue;
  readonly history?: Readonly<Record<string, readonly string[]>>;
  readonly stage: Stage;
  readonly clocks?: Readonly<Record<string, Clock>>;
  readonly timers: Readonly<Record<string, ArmedTimer>>;
}

/** What a return left behind, until the next step forward. */
export interface ReturnNote {
  /** The unit it went back to. */
  readonly receiver: string;
  /** The caller it was handed back to: another person must take the next step forward. */
  readonly receivedBy: string;
}

/**
 * A ticket as it is stored: what its journal folds to, nothing else. Instants are epoch milliseconds.
 * Attributes that a form may set are optional; an absent one was never filled in.
 */
export interface Ticket {
  readonly tenant: string;
  readonly id: string;
  /** For people, from the tenant's template; gaps are allowed. */
  readonly number: string;
  /** The journal's last `seq`. */
  readonly revision: number;
  readonly process: DefinitionRef;
  readonly state: StateValue;
  /** What each history state remembers: ids of state nodes. */
  readonly history?: Readonly<Record<string, readonly string[]>>;
  readonly stage: Stage;
  readonly open: boolean;
  readonly reportedAt: number;
  /** When the last thing happened to it. */
  readonly at: number;
  readonly closedAt?: number;
  readonly source?: string;
  /** The id the reporting side knows it by. */
  readonly sourceKey?: string;
  readonly reporter?: string;
  readonly category?: string;
  readonly tier?: Tier;
  /** 1 is the most urgent. */
  readonly priority?: number;
  readonly standard?: FiledStandard;
  /** The unit on whose ground it is. */
  readonly area?: string;
  /** The unit that answers for it now. */
  readonly owner?: string;
  readonly coHandlers?: readonly string[];
  /** Units that answered for it before: they go on seeing it. */
  readonly pastOwners?: readonly string[];
  readonly point?: Point;
  /** When what is waited for must be done; absent while its clock is paused in time. */
  readonly due?: number;
  /** The deadline that somebody set by hand; it goes before the standard's limit. */
  readonly fixedDue?: number;
  /** When the clock that `due` belongs to stopped: late is who was not done by `due`. */
  readonly metAt?: number;
  /** The clocks of its process by name, and `NAME/MILESTONE` those of the standard's milestones. */
  readonly clocks?: Readonly<Record<string, Clock>>;
  /** The route table said that no dispatcher need look at it. */
  readonly autoRoute?: boolean;
  /** The other ticket this one was merged into. */
  readonly mergedInto?: string;
  readonly mergedFrom?: MergedFrom;
  /** What the ticket that it was merged into has come to, as far as it was told. */
  readonly followed?: Followed;
  /** The tickets that were merged into this one, the last hundred of them; `counts.absorbed` counts them all. */
  readonly absorbed?: readonly string[];
  /** The other tenant it was handed over to (移交), and what is known of it there. */
  readonly handedTo?: HandedTo;
  /** The other tenant that handed it over to this one. */
  readonly handedFrom?: HandedFrom;
  readonly texts: Readonly<Record<string, TextRef>>;
  /** What forms asked beyond the attributes above. */
  readonly fields: JsonObject;
  readonly counts: Readonly<Record<string, number>>;
  /** Callers who moved it while it was being handled: none of these people may verify it, in whatever capacity. */
  readonly handlers: readonly string[];
  /** The caller who last moved it forward. */
  readonly movedBy?: string;
  readonly returned?: ReturnNote;
  /** The commands that wait until others agree, by name. */
  readonly requests?: Readonly<Record<string, Request>>;
  /** Whoever of the owner's people has taken it on. */
  readonly assignee?: string;
  /** Orders to report in writing (督办), in the order in which they were given. */
  readonly supervisions?: readonly Supervision[];
  readonly subscriptions?: readonly Subscription[];
  readonly evaluations?: readonly Evaluation[];
  /** The whistle that was blown last on it (吹哨). */
  readonly whistle?: Whistle;
  /** The called units' parts of it, by `NO.UNIT`: the last whistle's, and of those before it as many as there is room for. */
  readonly legs?: Readonly<Record<string, Leg>>;
  /** Units that were called to it: they go on seeing it. */
  readonly called?: readonly string[];
  /** Somebody was granted that its lateness does not count (申诉); it stays visibly late. */
  readonly exempted?: { readonly at: number };
  readonly timers: Readonly<Record<string, ArmedTimer>>;
  /** How often each timer was armed; outlives the timer, so that a generation is never used twice. */
  readonly generations: Readonly<Record<string, number>>;
}
