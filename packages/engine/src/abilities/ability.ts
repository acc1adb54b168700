import type * as z from "zod";
import type { FormSpec } from "../definitions/form.ts";
import type { RoleSpec } from "../definitions/process.ts";
import type { ActorRef } from "../model/actor.ts";
import type { Recount } from "../model/clock.ts";
import type { JsonObject } from "../model/json.ts";
import type { Label } from "../model/label.ts";
import type { Refused } from "../model/refusal.ts";
import type { Ticket } from "../model/ticket.ts";
import type { Calendar } from "../time/compile-calendar.ts";

/** What an ability may look at. */
export interface AbilityFacts {
  readonly ticket: Ticket;
  /** The parsed form; human text is already by reference on the ticket. */
  readonly form: JsonObject;
  readonly at: number;
  readonly caller: ActorRef;
  /** All who had to have agreed to it. */
  readonly approved: boolean;
  /** What the process said of it when it opted in, as the ability's `options` parse it. */
  readonly options: JsonObject;
  /** The calendar that a unit keeps. */
  readonly calendarOf: (unit: string | undefined) => Calendar | undefined;
  /** Of the owner's own people, those whose roles the ticket waits for now. */
  readonly asked: () => readonly string[];
  /** Who has claimed it, as long as they belong to the owner's people or those above. */
  readonly claimedBy: () => string | undefined;
  /** Whether the caller may do it by a role that may not claim tickets: not as one of those who may, but from above them. */
  readonly isAbove: () => boolean;
}

/** What it changes on the ticket, and the actions that are done then. Where it changes clocks, what is due follows. */
export type AbilityChange =
  | {
      readonly ok: true;
      readonly set: { readonly [Key in keyof Ticket]?: Ticket[Key] | undefined };
      /** The clocks that it counted anew. */
      readonly recounts?: readonly Recount[];
      readonly actions?: readonly { readonly type: string; readonly params?: JsonObject }[];
    }
  | Refused;

/** A command that any process may opt into and that moves no state. */
export interface Ability {
  readonly label: Label;
  readonly form: FormSpec;
  /** At least one attachment must come with it. */
  readonly evidence?: true;
  /** A leg of a whistle may have it too, or nothing but a leg. */
  readonly ofLegs?: "also" | "only";
  /** What a process may or must say when it opts in; nothing where absent. */
  readonly options?: z.ZodType;
  /** Who may use it whatever the process says; where absent, the process names the roles when it opts in. */
  readonly by?: readonly RoleSpec[];
  /** What stands against it now, whatever is filled in: then it is not offered. */
  readonly against?: (facts: Omit<AbilityFacts, "form">) => Refused | undefined;
  readonly change: (facts: AbilityFacts) => AbilityChange;
}
