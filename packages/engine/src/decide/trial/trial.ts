import type { ActorRef } from "../../model/actor.ts";
import type { Entry } from "../../model/entry.ts";
import type { LegRole } from "../../model/leg.ts";
import type { Label } from "../../model/label.ts";
import type { Refusal } from "../../model/refusal.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { ExplainedClock } from "../explain-clocks.ts";
import type { Outcome, Word } from "../outcome/outcome.ts";
import type { ExplainedRule } from "./explain-rule.ts";
import type { ExplainedRung } from "./explain-rung.ts";

/** How one ticket goes in a world, from its report to a horizon. Instants are epoch milliseconds. */
export interface Trial {
  /** Everything that happens, in its order: what was given, what people are taken to do at once, and what falls due by itself. */
  readonly steps: readonly TrialStep[];
  /** How many of the steps came before there was nothing left but to wait. */
  readonly given: number;
  /** The ticket then, and its clocks with their arithmetic; none where the report was refused. */
  readonly ticket: Ticket | undefined;
  readonly clocks: readonly ExplainedClock[];
  /** Until when it was followed. */
  readonly until: number;
  /** When the next thing would fall due: behind the horizon, or where so many repetitions were enough. */
  readonly next?: number;
  /** What it came to by then. */
  readonly outcome: Outcome;
}

export type TrialStep = HappenedStep | RefusedStep;

/** A step that happened, with why, and how the ticket stood after it. */
export interface HappenedStep {
  readonly ok: true;
  readonly at: number;
  /** The command; `timer` for what fell due. */
  readonly type: string;
  readonly by: ActorRef;
  /** `given` where it was asked for, `onward` where somebody is taken to do the next step at once, `automatic` where it fell due. */
  readonly why: "given" | "onward" | "automatic";
  /** The leg it was done on, and what that had come to: the rest is of the ticket. */
  readonly leg?: TriedLeg;
  readonly state: Label;
  readonly owner: string | null;
  readonly coHandlers: readonly string[];
  readonly tier: number | null;
  readonly category: string | null;
  readonly standard: string | null;
  readonly due: number | null;
  readonly rules: readonly ExplainedRule[];
  readonly rungs: readonly ExplainedRung[];
  /** Whom it tells what. */
  readonly words: readonly Word[];
  readonly entry: Entry;
}

/** A leg after a step on it. */
export interface TriedLeg {
  readonly key: string;
  readonly unit: string;
  readonly role: LegRole;
  readonly state: Label;
}

/** A step that was not possible. */
export interface RefusedStep {
  readonly ok: false;
  readonly at: number;
  readonly type: string;
  /** The leg it was for, as it was named. */
  readonly leg?: string;
  readonly by: ActorRef;
  readonly refusal: Refusal;
}
