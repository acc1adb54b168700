/** What evaluations have counted so far. One generation is served while the next may be counted; what is gone waits to be removed. */
export interface EvaluationState extends EvaluationCursor {
  /** When the last entry that was counted was written; null before the first. */
  readonly at: number | null;
  /** Tickets counted, of how many there were: while it is counted from the start. */
  readonly done: number;
  readonly total: number;
}

/** Where a generation stands: whoever moves it on says from where. */
export interface EvaluationCursor {
  readonly generation: number;
  readonly status: "building" | "current" | "gone";
  /** Of what was wanted when its plan was made, or found to be the same. */
  readonly planHash: string;
  /** In the feed: what is behind it is not counted yet. */
  readonly position: number;
  /** While it is built: the last ticket that was counted. */
  readonly after: string;
}

/** A ticket's part in the figures, as it is stored. */
export interface ShareRow extends ShareKey {
  readonly category: string;
  readonly source: string;
  readonly lateFrom: number | null;
  /** JSON, by place of the tally. */
  readonly amounts: string;
}

export interface ShareKey {
  readonly month: string;
  readonly ticket: string;
  readonly unit: string;
  readonly person: string;
}

export interface SumRow {
  readonly unit: string;
  readonly month: string;
  readonly dimension: string;
  readonly value: string;
  readonly amounts: Readonly<Record<number, number>>;
}

/** One step of a generation, written whole or not at all. */
export interface EvaluationStep {
  readonly from: EvaluationCursor;
  readonly to: Pick<EvaluationState, "status" | "position" | "at" | "after" | "done">;
  readonly remove: readonly ShareKey[];
  readonly add: readonly ShareRow[];
  /** What is added to each; below zero where it is taken away. */
  readonly sums: readonly SumRow[];
}

/** These months, or those from one until before another, as they sort. */
export type MonthRange = readonly string[] | { readonly from: string; readonly until: string };

/** Which shares: of a tally by its place, in these months and units, all units where none are named. */
export interface ShareQuery {
  readonly place: number;
  readonly months: MonthRange;
  readonly units?: readonly string[] | undefined;
  /** Only what was late then. */
  readonly lateAt?: number | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly source?: string | undefined;
  readonly person?: string | undefined;
  readonly after?: ShareKey | undefined;
  readonly limit: number;
}

export interface SumQuery {
  readonly units: readonly string[];
  readonly months: MonthRange;
  readonly dimension: string;
}

export interface LateQuery {
  readonly place: number;
  readonly month: string;
  readonly at: number;
  readonly units?: readonly string[] | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly dimension: string;
}

/** A stored entry with its place in the ticket. */
export interface HistoryRow {
  readonly ticket: string;
  readonly seq: number;
  readonly body: string;
}

/** The tables of evaluations: they repeat what the journal says, and are counted anew from it. */
export interface EvaluationStore {
  readonly states: (tenant: string) => Promise<readonly EvaluationState[]>;
  /** Canonical JSON. */
  readonly plan: (tenant: string, generation: number) => Promise<string | undefined>;
  /** Begins a generation that is to be counted up to the feed's end of now; one that was being counted is gone. */
  readonly begin: (tenant: string, plan: { readonly plan: string; readonly planHash: string }) => Promise<EvaluationState>;
  /** Takes a step where the generation still stands where it began; answers whether it did. What was served before goes when its successor is done. */
  readonly advance: (tenant: string, step: EvaluationStep) => Promise<boolean>;
  /** Says under another plan what was counted, where it counts the same; answers whether the generation was still there. */
  readonly replan: (tenant: string, generation: number, plan: { readonly plan: string; readonly planHash: string }) => Promise<boolean>;
  /** Removes at most so many rows of what is gone; answers whether there may be more. */
  readonly discard: (tenant: string, limit: number) => Promise<boolean>;
  /** The entries of these tickets, each up to the one named, in order. */
  readonly histories: (
    tenant: string,
    tickets: readonly { readonly ticket: string; readonly until: number }[],
  ) => Promise<readonly HistoryRow[]>;
  /** Entries up to a position, by ticket behind this one and in order; fewer than `limit` only at the end. */
  readonly journal: (tenant: string, after: string, until: number, limit: number) => Promise<readonly HistoryRow[]>;
  /** When the entry at or before this position was written. */
  readonly writtenAt: (tenant: string, position: number) => Promise<number | null>;
  readonly shares: (tenant: string, generation: number, tickets: readonly string[]) => Promise<readonly ShareRow[]>;
  /** In the order of their keys. */
  readonly find: (tenant: string, generation: number, query: ShareQuery) => Promise<readonly ShareRow[]>;
  readonly sums: (tenant: string, generation: number, query: SumQuery) => Promise<readonly SumRow[]>;
  /** How many shares of one month were late then, by value of the dimension, which may be the unit. */
  readonly late: (
    tenant: string,
    generation: number,
    query: LateQuery,
  ) => Promise<readonly { readonly value: string; readonly count: number }[]>;
  /** Everything of one month as of one moment, for comparing; undefined where the generation has moved on from there. */
  readonly month: (
    tenant: string,
    at: EvaluationCursor,
    month: string,
  ) => Promise<
    { readonly shares: readonly ShareRow[]; readonly sums: readonly (Omit<SumRow, "amounts"> & { readonly amounts: string })[] } | undefined
  >;
  /** Every month that has rows. */
  readonly months: (tenant: string, generation: number) => Promise<readonly string[]>;
}

/** Stored amounts and what is added to them; undefined where nothing is left. */
export function addAmounts(stored: string | undefined, added: Readonly<Record<number, number>>): string | undefined {
  const sum: Record<number, number> = stored === undefined ? {} : (JSON.parse(stored) as Record<number, number>);
  for (const [place, amount] of Object.entries(added)) {
    const next = (sum[Number(place)] ?? 0) + amount;
    if (next === 0) delete sum[Number(place)];
    else sum[Number(place)] = next;
  }
  return Object.keys(sum).length === 0 ? undefined : JSON.stringify(sum);
}

/** What the amounts of a tally look like in stored JSON, for LIKE. */
export function hasAmount(place: number): string {
  return `%"${place}":%`;
}
