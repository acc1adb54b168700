import type { RuleDecision, RungStep } from "../../model/entry.ts";
import type { LegOutcome, LegRole } from "../../model/leg.ts";
import type { StateValue, Ticket } from "../../model/ticket.ts";
import type { Happened } from "../course/course.ts";
import type { World } from "../world.ts";
import { reachedBy } from "./reached-by.ts";

/** A rung that was come to, of the ticket's clock or of a leg's. */
export type TakenRung = Pick<RungStep, "clock" | "rung" | "due" | "outcome"> & { readonly time: number; readonly leg?: string };

/** A word that was sent: when, about what, by which channel, and whom it reaches. */
export interface Word {
  readonly at: number;
  readonly topic: string;
  readonly channel: string;
  readonly people: readonly string[];
}

/** What a rule table answered. */
export type RuleAnswer = Pick<RuleDecision, "rows" | "outcome"> & { readonly table: string };

/** What became of a called unit's part: how it ended, null while it is open, and whether it was not done by its due time. */
export interface CalledOutcome {
  readonly leg: string;
  readonly role: LegRole;
  readonly outcome: LegOutcome | null;
  readonly late: boolean;
}

/** What a course came to: everything by which two of them are compared. Instants are epoch milliseconds. */
export interface Outcome {
  readonly category: string | null;
  readonly tier: number | null;
  readonly priority: number | null;
  readonly standard: string | null;
  readonly owner: string | null;
  readonly coHandlers: readonly string[];
  readonly area: string | null;
  readonly state: StateValue | null;
  readonly due: number | null;
  /** Not done by `due`, as of the end of the course. */
  readonly late: boolean;
  readonly legs: readonly CalledOutcome[];
  readonly answers: readonly RuleAnswer[];
  readonly rungs: readonly TakenRung[];
  readonly words: readonly Word[];
}

/** What a course came to, as of an instant; in the world that it went through. */
export function outcomeOf(world: World, happened: readonly Happened[], now: number): Outcome {
  const ticket = happened.at(-1)?.ticket;
  return {
    category: ticket?.category ?? null,
    tier: ticket?.tier ?? null,
    priority: ticket?.priority ?? null,
    standard: ticket?.standard?.id ?? null,
    owner: ticket?.owner ?? null,
    coHandlers: ticket?.coHandlers ?? [],
    area: ticket?.area ?? null,
    state: ticket?.state ?? null,
    due: ticket?.due ?? null,
    late: isLate(ticket, now),
    legs: Object.entries(ticket?.legs ?? {}).map(([leg, { role, outcome = null, ...times }]) => ({
      leg,
      role,
      outcome,
      late: isLate(times, now),
    })),
    answers: happened.flatMap(({ entry: { decisions = [] } }) =>
      decisions.map(({ table, rows, outcome }) => ({ table: table.id, rows, outcome })),
    ),
    rungs: happened.flatMap(({ entry: { rungs = [], leg } }) =>
      rungs.map(({ clock, rung, due: at, outcome, time = 0 }) => ({ clock, rung, time, due: at, outcome, ...(leg && { leg: leg.key }) })),
    ),
    words: happened.flatMap((each) => wordsOf(world, each)),
  };
}

function isLate({ due, metAt, closedAt }: Pick<Ticket, "due" | "metAt" | "closedAt"> = {}, now: number): boolean {
  return due !== undefined && (metAt ?? closedAt ?? now) > due;
}

/** What one thing that happened sends, and whom it reaches. */
export function wordsOf(world: World, { entry: { at }, effects }: Pick<Happened, "entry" | "effects">): readonly Word[] {
  return effects.flatMap(({ destination: channel, topic, payload }) =>
    channel === "engine" ? [] : [{ at, topic, channel, people: reachedBy(world.at(at).organisation, payload) }],
  );
}
