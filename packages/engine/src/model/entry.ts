import type { ActorRef } from "./actor.ts";
import type { Attachment } from "./command.ts";
import type { HeldAction, Recount } from "./clock.ts";
import type { Json, JsonObject } from "./json.ts";
import type { LegStep } from "./leg.ts";
import type { RefusalCode } from "./refusal.ts";
import type { Repin } from "./repin.ts";
import type { Siting } from "./whereabouts.ts";
import type { DefinitionRef, StateValue } from "./ticket.ts";

/** The entry format written today; older ones are brought up by an upcaster when read. No release has written an entry yet: 1 is what the first will write. */
export const entryFormat = 1;

/** One automatic decision, with all that is needed to explain it later. */
export interface RuleDecision {
  readonly table: DefinitionRef;
  readonly purpose: "classification" | "routing" | "other";
  /** Typed inputs; a text only as the id of its row. */
  readonly inputs: JsonObject;
  /** The ids of the rows that hit, in the order the hit policy counts them. */
  readonly rows: readonly string[];
  readonly outcome: JsonObject;
}

/** A rung that the ladder of a clock came to, with all that is needed to explain it later. */
export interface RungStep {
  readonly clock: string;
  readonly ladder: DefinitionRef;
  readonly rung: string;
  /** When it was to be taken. Epoch milliseconds. */
  readonly due: number;
  /** The repetition, 1 being the first; absent the first time of all. */
  readonly time?: number;
  /** Taken more than a minute behind its time. */
  readonly late?: true;
  /** An action that quiet hours had held back, by its place among the rung's, and nothing else of the rung. */
  readonly released?: number;
  /**
   * Its actions were done; or only noted, since the ladder observes; or its condition did not hold, or had no answer (FEEL's null: what it
   * reads is not there, or fails); or it was missed, and something later was taken in its place.
   */
  readonly outcome: "acted" | "observed" | "unmet" | "unanswered" | "superseded";
  /** What quiet hours hold back of it. */
  readonly held?: readonly HeldAction[];
  /** Commands that the process refused. */
  readonly refused?: readonly { readonly command: string; readonly code: RefusalCode }[];
}

/** An attachment as the journal keeps it: all but its name, which is human text and erasable. An exchanged photo does not fit it. */
export interface AttachmentRef extends Omit<Attachment, "name"> {
  readonly id: string;
}

/** An effect as the journal keeps it. */
export interface EffectRef {
  /** Its delivery's id. */
  readonly id: string;
  /** Of its canonical envelope (destination, id, payload, topic), hex: what is delivered is what was decided. */
  readonly sha256: string;
}

/** One thing that happened to a ticket. It carries its results, so that folding never asks today's definitions. */
export interface Entry {
  readonly format: number;
  readonly tenant: string;
  readonly ticket: string;
  /** 1, 2, 3 … without a gap. */
  readonly seq: number;
  /** The type of the command. */
  readonly type: string;
  /** When it happened; clocks count this. Epoch milliseconds. */
  readonly at: number;
  /** When it was written down. Epoch milliseconds. */
  readonly recordedAt: number;
  readonly actor: ActorRef;
  /** Told of the past: it armed no timer and sent nothing, which whoever goes through it again must know. */
  readonly historical?: true;
  readonly from?: StateValue;
  readonly to: StateValue;
  /** The leg it happened to, where it was sent to one. */
  readonly leg?: LegStep;
  /** What the actor filled in; human text by reference. */
  readonly form?: JsonObject;
  readonly attachments?: readonly AttachmentRef[];
  readonly decisions?: readonly RuleDecision[];
  /** Of a report with a point, where there are grids: where it lies. */
  readonly located?: Siting;
  /** The clocks it counted anew, each with what it was counted by before and since. */
  readonly recounts?: readonly Recount[];
  /** Where it brought the ticket to another version of its process. */
  readonly repin?: Repin;
  /** The rungs of escalation ladders that it climbed. */
  readonly rungs?: readonly RungStep[];
  /** The versions of everything that was asked: `organisation`, `standards`, `process/ID`, `table/ID`. */
  readonly versions: Readonly<Record<string, number>>;
  /** What it caused to be done elsewhere, in the outbox. */
  readonly effects?: readonly EffectRef[];
  /** What it changed on the ticket: a JSON Merge Patch (RFC 7396). */
  readonly set: Json;
}
