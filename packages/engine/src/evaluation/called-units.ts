import type { Entry } from "../model/entry.ts";
import type { Leg } from "../model/leg.ts";
import type { Ticket } from "../model/ticket.ts";
import { legHandlerIn } from "./handler-in.ts";

/** A unit that was called, over all its calls. */
export interface CalledUnit {
  /** As it was last: the ticket itself keeps only the newest. */
  readonly leg: Leg;
  /** Whoever of the unit moved the leg on last. */
  readonly person: string | undefined;
  /** Each time it was called. */
  readonly calls: readonly Call[];
}

/** One call of a unit, and what it had come to when the unit was called again, or last. */
export interface Call extends Pick<Leg, "unit" | "role"> {
  readonly at: number;
  readonly outcome: Leg["outcome"] | undefined;
  readonly person: string | undefined;
}

/** Brings what is known of the called units up to an entry. */
export function noteLegs(known: Map<string, CalledUnit>, entry: Entry, before: Ticket | undefined, ticket: Ticket): void {
  if (ticket.legs === before?.legs) return;
  const mover = legHandlerIn(entry, before, ticket);
  for (const [key, leg] of Object.entries(ticket.legs ?? {})) {
    const was = known.get(key);
    if (was?.leg === leg) continue;
    const { unit, role, outcome, round } = leg;
    const kept = was?.leg.unit === unit ? was.person : leg.assignee;
    const person = entry.leg?.key === key ? (mover ?? kept) : kept;
    const last = was?.leg.round === round ? was.calls.at(-1) : undefined;
    const ofLast = last?.unit === unit ? { person } : {};
    const calls = last
      ? [...(was?.calls.slice(0, -1) ?? []), { ...last, outcome, ...ofLast }]
      : [...(was?.calls ?? []), { at: entry.at, unit, role, outcome, person: undefined }];
    known.set(key, { leg, person, calls });
  }
}

/** What a leg was marked with: how its unit was found to be, or how its unit found the whistle. How many marks, their sum, and when. */
export function marksOf(
  { evaluations = [] }: Pick<Leg, "evaluations">,
  whose: "leg" | "whistle",
): readonly { readonly count: number; readonly sum: number; readonly at: number }[] {
  return evaluations.flatMap(({ of, at, marks }) => {
    const given = Object.values(marks ?? {});
    return of === whose && given.length > 0 ? [{ count: given.length, sum: given.reduce((all, mark) => all + mark, 0), at }] : [];
  });
}
