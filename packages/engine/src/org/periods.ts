import { dayLength, dayOf } from "../time/local-day.ts";
import type { Zone } from "../time/zone.ts";
import type { OrganisationDocument } from "./organisation.ts";
import type { Validity } from "./validity.ts";

/** The stretches of time within which nobody takes up or gives up anything, counted from 0: the organisation of each is one document. */
export interface Periods {
  /** The number of the period that an instant lies in. */
  readonly at: (instant: number) => number;
  /** The organisation as it is in a period: only the roles that are held then, and the pairings that hold. */
  readonly document: (period: number) => OrganisationDocument;
}

/** The periods of a document: a day begins and ends as the walls of the zone show it. */
export function periodsOf(document: OrganisationDocument, zone: Zone): Periods {
  const begins = (date: string): number => zone.instantOf(dayOf(date) * dayLength);
  const ends = (date: string): number => zone.instantOf((dayOf(date) + 1) * dayLength);
  const turns = [
    ...new Set(
      validitiesOf(document).flatMap(({ from, until }) => [
        ...(from === undefined ? [] : [begins(from)]),
        ...(until === undefined ? [] : [ends(until)]),
      ]),
    ),
  ].toSorted((one, other) => one - other);
  return {
    at: (instant) => countUpTo(turns, instant),
    document: (period) => {
      if (turns.length === 0) return document;
      const start = turns[period - 1] ?? -Infinity;
      const holds = ({ from, until }: Validity): boolean =>
        (from === undefined || begins(from) <= start) && (until === undefined || start < ends(until));
      return {
        ...document,
        people: document.people.map((person) => ({ ...person, holds: person.holds.filter(holds) })),
        ...(document.pairings && { pairings: document.pairings.filter(holds) }),
      };
    },
  };
}

function validitiesOf({ people, pairings = [] }: OrganisationDocument): readonly Validity[] {
  return [...people.flatMap((person) => person.holds), ...pairings];
}

/** How many of the sorted instants are not after this one. */
function countUpTo(sorted: readonly number[], instant: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
