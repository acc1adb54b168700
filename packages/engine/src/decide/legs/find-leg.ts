import type { Ticket } from "../../model/ticket.ts";

/** The key of a leg by itself, or by the unit that was called, where the last of its legs counts. */
export function findLeg({ legs = {} }: Pick<Ticket, "legs">, named: string): string | undefined {
  if (Object.hasOwn(legs, named)) return named;
  const theirs = Object.entries(legs).filter(([, { unit }]) => unit === named);
  return theirs.toSorted(([, one], [, other]) => other.whistle - one.whistle || other.calledAt - one.calledAt)[0]?.[0];
}
