import type { Clock } from "../model/clock.ts";
import type { Ticket } from "../model/ticket.ts";

/** The whistle that a ticket was blown for last, as far as evaluations look at it. */
export interface BlownWhistle {
  readonly no: number;
  readonly kind?: string;
  /** The caller who blew it. */
  readonly by?: string;
}

/** One called unit's part, as far as evaluations look at it. */
export interface CalledUnit {
  readonly unit: string;
  readonly role?: string;
  readonly round?: number;
  readonly outcome?: string;
  readonly clocks?: Readonly<Record<string, Clock>>;
  /** Marks by name, and when they were given. */
  readonly rated?: Readonly<Record<string, unknown>>;
}

type Whistled = Ticket & { readonly whistle?: BlownWhistle; readonly legs?: Readonly<Record<string, CalledUnit>> };

export function whistleOf(ticket: Whistled | undefined): BlownWhistle | undefined {
  return ticket?.whistle;
}

/** The called units of all whistles of a ticket, by key. */
export function legsOf(ticket: Whistled | undefined): Readonly<Record<string, CalledUnit>> {
  return ticket?.legs ?? {};
}

const marks = ["timely", "cooperative", "effective"] as const;

/** What a unit was given by whoever blew the whistle: how many marks, their sum, and when. */
export function marksOf({ rated }: CalledUnit): { readonly count: number; readonly sum: number; readonly at: number | undefined } {
  const given = marks.flatMap((name) => (typeof rated?.[name] === "number" ? [rated[name]] : []));
  const at = rated?.["at"];
  return { count: given.length, sum: given.reduce((all, mark) => all + mark, 0), at: typeof at === "number" ? at : undefined };
}
