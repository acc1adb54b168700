import type { Part } from "../model/part.ts";
import type { Scope } from "../model/scope.ts";
import type { Stage } from "../model/stage.ts";
import type { Ticket, Tier } from "../model/ticket.ts";

export interface TicketFilter {
  readonly open?: boolean | undefined;
  readonly stage?: Stage | undefined;
  readonly tier?: Tier | undefined;
  /** The categories themselves; the caller has added their descendants. */
  readonly categories?: readonly string[] | undefined;
  /** Owners; the caller has added their descendants. */
  readonly owners?: readonly string[] | undefined;
  readonly source?: string | undefined;
  readonly reportedFrom?: number | undefined;
  readonly reportedUntil?: number | undefined;
  /** Open and past this instant, or closed after its own deadline. */
  readonly lateAt?: number | undefined;
}

export interface Page {
  readonly limit: number;
  /** The id after which the page starts; ids sort by the time of writing. */
  readonly after?: string | undefined;
}

export const groupings = ["stage", "tier", "state", "owner", "category", "source"] as const;

export type Grouping = (typeof groupings)[number];

export interface TicketStore {
  readonly get: (tenant: string, id: string) => Promise<Ticket | undefined>;
  readonly byNumber: (tenant: string, number: string) => Promise<Ticket | undefined>;
  readonly bySourceKey: (tenant: string, source: string, sourceKey: string) => Promise<Ticket | undefined>;
  /** The ids of those that were merged into this one, in their order behind `after`. */
  readonly mergedInto: (tenant: string, id: string, after: string, limit: number) => Promise<readonly string[]>;
  /** In the order of their ids. */
  readonly list: (tenant: string, scope: Scope, filter: TicketFilter, page: Page) => Promise<readonly Ticket[]>;
  /** How many tickets, how many with a deadline, and how many of those late, by the grouping's value. */
  readonly count: (tenant: string, scope: Scope, filter: TicketFilter, by: Grouping, now: number) => Promise<readonly TicketCount[]>;
  /** What waits for these roles at these units and was not taken on by somebody else, the most urgent first. */
  readonly inbox: (tenant: string, person: string, seats: readonly Seat[], limit: number) => Promise<readonly Waiting[]>;
  /** How many open tickets each of these units answers for, assists with or stands on the ground of; units with none are left out. */
  readonly openAt: (tenant: string, units: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** The bodies of texts by id; an erased one is missing. */
  readonly texts: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export interface TicketCount {
  readonly value: string | null;
  readonly tickets: number;
  readonly withDue: number;
  readonly late: number;
}

/** A role and the units at or beneath which it is held. */
export interface Seat {
  readonly role: string;
  readonly units: readonly string[];
}

/** A part that waits, with its ticket. */
export interface Waiting {
  readonly part: Part;
  /** The key of the leg whose task it is; absent for the ticket's own. */
  readonly leg?: string;
  readonly ticket: Ticket;
}
