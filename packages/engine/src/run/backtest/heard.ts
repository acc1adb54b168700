import type { Outcome } from "../../decide/outcome/outcome.ts";
import type { Backtest } from "./backtest.ts";

/** Most people who are named. */
const most = 100;

/** Counts how often each person hears something, before and after. */
export interface Heard {
  readonly add: (before: Outcome, after: Outcome) => void;
  readonly result: () => Backtest["people"];
}

export function heard(): Heard {
  const people = new Map<string, { before: number; after: number }>();
  const count = ({ words }: Outcome, when: "before" | "after"): void => {
    for (const person of words.flatMap((word) => word.people)) {
      const counts = people.get(person) ?? { before: 0, after: 0 };
      counts[when] += 1;
      people.set(person, counts);
    }
  };
  return {
    add: (before, after) => {
      count(before, "before");
      count(after, "after");
    },
    result: () =>
      [...people]
        .flatMap(([person, { before, after }]) => (before === after ? [] : [{ person, before, after }]))
        .toSorted((one, other) => Math.abs(other.after - other.before) - Math.abs(one.after - one.before))
        .slice(0, most),
  };
}
