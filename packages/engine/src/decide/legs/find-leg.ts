import type { Ticket } from "../../model/ticket.ts";
import { legKey } from "../../model/leg.ts";

/** The key of a leg by itself, by the unit that was called, or by the one that answers for it now; of several the last that was called. */
export function findLeg({ legs = {} }: Pick<Ticket, "legs">, named: string): string | undefined {
  if (Object.hasOwn(legs, named)) return named;
  const all = Object.entries(legs).toSorted(([, one], [, other]) => other.whistle - one.whistle || other.calledAt - one.calledAt);
  const called = all.find(([key, { whistle }]) => key === legKey(whistle, named));
  return (called ?? all.find(([, { unit }]) => unit === named))?.[0];
}
