import type { LegRole } from "./leg.ts";
import type { Limit } from "./ticket.ts";

/** When the whistle has what it was blown for: all legs that count are done, those in the lead, or so many of them. */
export type Join = { readonly type: "all" } | { readonly type: "lead" } | { readonly type: "some"; readonly n: number };

/** A call of several units to one ticket (吹哨): the last that was blown; earlier ones stand in the journal. */
export interface Whistle {
  /** 1 is the ticket's first. */
  readonly no: number;
  readonly kind: string;
  /** The caller who blew it. */
  readonly by: string;
  readonly at: number;
  /** 1 when it is blown; each further call is a round more. */
  readonly round: number;
  readonly join: Join;
  /** The process that the leg of each role follows. */
  readonly processes: Readonly<Record<LegRole, string>>;
  readonly limits?: Readonly<Record<string, Limit>>;
  /** When its join was met. */
  readonly joinedAt?: number;
  /** When nobody was left who could meet it. */
  readonly strandedAt?: number;
  /** When the ticket went on: nothing of it is open any more. */
  readonly endedAt?: number;
}

/** What the engine sends to a ticket whose whistle has what it was blown for, and to one where nobody is left who could bring it. */
export const joinCommands = ["joined", "stranded"] as const;

export type JoinCommand = (typeof joinCommands)[number];
