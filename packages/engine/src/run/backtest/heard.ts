import type { Outcome } from "../../decide/outcome/outcome.ts";
import type { Backtest } from "./backtest.ts";

/** How often each person hears something, before and after: plain data, so that a thread can send it. */
export type Heard = ReadonlyMap<string, { readonly before: number; readonly after: number }>;

/** Most people who are named. */
const most = 100;

export function listening(): { readonly add: (before: Outcome, after: Outcome) => void; readonly heard: Heard } {
  const people = new Map<string, { before: number; after: number }>();
  const count = ({ words }: Outcome, when: "before" | "after"): void => {
    for (const { people: reached } of words) {
      for (const person of reached) {
        const counts = people.get(person) ?? { before: 0, after: 0 };
        counts[when] += 1;
        people.set(person, counts);
      }
    }
  };
  return {
    add: (before, after) => {
      count(before, "before");
      count(after, "after");
    },
    heard: people,
  };
}

export function joinHeard(parts: readonly Heard[]): Heard {
  const joined = new Map<string, { readonly before: number; readonly after: number }>();
  for (const [person, { before, after }] of parts.flatMap((part) => [...part])) {
    const counted = joined.get(person) ?? { before: 0, after: 0 };
    joined.set(person, { before: counted.before + before, after: counted.after + after });
  }
  return joined;
}

/** Those who hear more or less often, the greatest difference first. */
export function movedPeople(heard: Heard): Backtest["people"] {
  return [...heard]
    .flatMap(([person, { before, after }]) => (before === after ? [] : [{ person, before, after }]))
    .toSorted((one, other) => Math.abs(other.after - other.before) - Math.abs(one.after - one.before))
    .slice(0, most);
}
