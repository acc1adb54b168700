import type { DefinitionRef, StateValue, Ticket } from "./ticket.ts";

/** What a called unit comes as: 主办 answers for the result, 协办 helps, 知会 is only told, 包保 comes because it is paired with the ground. */
export const legRoles = ["lead", "paired", "support", "informed"] as const;

export type LegRole = (typeof legRoles)[number];

/** How the unit was found: named, by what it does, or because it is paired with the ground. */
export type LegVia = "unit" | "function" | "pairing";

/** How a leg ended: its unit did what it was called for; it was let off; or the whistle went on without it. */
export const legOutcomes = ["done", "bounced", "cancelled"] as const;

export type LegOutcome = (typeof legOutcomes)[number];

/** The attributes that a leg has of its own, under the names a ticket has them: all else it shares with its ticket. */
export const legAttributes = [
  ...(["state", "history", "stage", "open", "closedAt", "due", "metAt", "clocks", "texts", "fields", "counts", "returned"] as const),
  ...(["requests", "assignee", "supervisions", "evaluations", "generations"] as const),
] as const satisfies readonly (keyof Ticket)[];

/**
 * One called unit's part of a joint handling: a ticket in the small, with a process, clocks and requests of its own. Its timers stand among
 * its ticket's.
 */
export interface Leg extends Pick<Ticket, (typeof legAttributes)[number]> {
  /** The whistle it answers, by its number. */
  readonly whistle: number;
  /** Who answers for it now. */
  readonly unit: string;
  readonly role: LegRole;
  readonly via: LegVia;
  /** In which round it was called last. */
  readonly round: number;
  readonly calledAt: number;
  readonly process: DefinitionRef;
  /** The ticket's revision when anything of the leg last changed. */
  readonly revision: number;
  readonly outcome?: LegOutcome;
  /** The command that ended it from outside. */
  readonly endedBy?: string;
}

/** What a command to one leg came to. */
export interface LegStep {
  readonly key: string;
  readonly from: StateValue;
  readonly to: StateValue;
}

/** A leg that has not begun yet is in no state. */
export const notBegun = "";

/** Within its ticket a leg is known by its whistle and the unit that was called. */
export function legKey(whistle: number, unit: string): string {
  return `${whistle}.${unit}`;
}
