import type { Actor } from "../model/actor.ts";
import type { Recount } from "../model/clock.ts";
import type { Effect } from "../model/effect.ts";
import type { RuleDecision, RungStep } from "../model/entry.ts";
import type { LegStep } from "../model/leg.ts";
import type { JsonObject } from "../model/json.ts";
import type { Repin } from "../model/repin.ts";
import type { TextRow } from "../model/text.ts";
import type { Siting } from "../model/whereabouts.ts";
import type { Limit, Ticket } from "../model/ticket.ts";
import type { Process } from "./process.ts";
import type { World } from "./world.ts";

/** Everything random or outside that a decision needs, drawn by the caller, so that deciding twice gives the same. */
export interface Draws {
  /** A fresh id, UUIDv7 in life. */
  readonly id: () => string;
  readonly salt: () => string;
  /** The commitment to a text: SHA-256 over salt and text, hex. Whoever keeps nothing need not put it together. */
  readonly commit: (salt: string, text: () => string) => string;
}

/** One decision in the making: local to it, thrown away if the command is refused. */
export interface Work {
  readonly world: World;
  /** Another version of it once the ticket has moved there. */
  process: Process;
  actor: Actor;
  readonly at: number;
  readonly historical: boolean;
  /** All have agreed to it: it is done in the name of whoever asked. */
  approved: boolean;
  readonly draws: Draws;
  /** The body of a text row; undefined where it was erased. */
  readonly text: (id: string) => string | undefined;
  /** The ticket as it would become: a copy of its own, whose attributes are replaced in place. A copy for every change took a fifth of all time. */
  ticket: Ticket;
  /** The leg that stands in the ticket's place, and what its whistle says of its clocks. */
  readonly leg?: { readonly key: string; readonly limits: Readonly<Record<string, Limit>> };
  /** What a command to one leg came to. */
  step?: LegStep;
  /** What the form was filled in with, human text by reference: as the journal keeps it. */
  form: JsonObject;
  /** The same with its human text: as guards read it. */
  filled: JsonObject;
  readonly texts: TextRow[];
  /** The bodies of the texts sealed by this very command, by id. */
  readonly sealed: Map<string, string>;
  readonly decisions: RuleDecision[];
  readonly rungs: RungStep[];
  /** The rung whose actions are being done. */
  climbing?: { readonly clock: string; readonly rung: string; readonly due: number | undefined } | undefined;
  readonly effects: Effect[];
  /** The clocks that were counted anew. */
  recounts?: readonly Recount[] | undefined;
  /** Where the point of a report lies. */
  located?: Siting;
  /** What a move to another version did. */
  repin?: Repin;
  readonly versions: Record<string, number>;
}

/** Replaces attributes of the ticket in the making; an undefined one counts as absent and is left out in the end. */
export function change(work: Work, attributes: { readonly [Key in keyof Ticket]?: Ticket[Key] | undefined }): void {
  Object.assign(work.ticket, attributes);
}

/** Does something that may be refused half-way; where it is, the work is as it was before. */
export function attempt<Answer extends { readonly ok: boolean }>(work: Work, act: () => Answer): Answer {
  const { form, filled } = work;
  const ticket = { ...work.ticket };
  const lists = [work.texts, work.decisions, work.rungs, work.effects].map((list) => ({ list, length: list.length }));
  const answer = act();
  if (answer.ok) return answer;
  Object.assign(work, { ticket, form, filled });
  for (const { list, length } of lists) list.length = length;
  return answer;
}

/**
 * The same without what is undefined, its members in the order in which the journal writes them, so that they are not put in order at each
 * writing. Built anew rather than by delete, which would make a slow object of it.
 */
export function settled<Value extends object>(value: { readonly [Key in keyof Value]: Value[Key] | undefined }): Value {
  const names = Object.keys(value) as (keyof Value & string)[];
  if (names.every((name, i) => value[name] !== undefined && (i === 0 || (names[i - 1] as string) < name))) return value as Value;
  const kept: { [Key in keyof Value]?: unknown } = {};
  // By hand: every command passes here, and lists of entries take more than twice as long.
  for (const name of names.toSorted()) if (value[name] !== undefined) kept[name] = value[name];
  return kept as Value;
}
