import type { Aspect, Difference } from "../../decide/outcome/compare-outcomes.ts";
import type { ComparedTicket } from "./backtest.ts";

/** How many tickets are put before a person, and how many to which the very same happens. */
const [most, mostAlike] = [10, 2];

/** Keeps the tickets that a person should look at first: those that become late, then by how much else changes. */
export function mostNotable(): { readonly add: (ticket: ComparedTicket) => void; readonly result: () => readonly ComparedTicket[] } {
  let kept: readonly { readonly weight: number; readonly like: string; readonly ticket: ComparedTicket }[] = [];
  return {
    add: (ticket) => {
      const weight = weightOf(ticket);
      if (weight === 0 || (kept.length === most && weight <= (kept.at(-1)?.weight ?? 0))) return;
      const like = likenessOf(ticket);
      if (kept.filter((each) => each.like === like).length >= mostAlike) return;
      kept = [...kept, { weight, like, ticket }].toSorted((one, other) => other.weight - one.weight).slice(0, most);
    },
    result: () => kept.map(({ ticket }) => ticket),
  };
}

const weights: Readonly<Record<Aspect, number>> = {
  late: 100,
  tier: 20,
  owner: 15,
  state: 10,
  standard: 8,
  due: 6,
  rungs: 5,
  recipients: 4,
  category: 3,
  coHandlers: 2,
  priority: 1,
  answers: 0,
};

function weightOf({ differences, leftOut }: ComparedTicket): number {
  const changes = differences.reduce((sum, difference) => sum + weights[difference.aspect] + (becomesLate(difference) ? 100 : 0), 0);
  return changes === 0 ? 0 : changes + Math.min(9, leftOut.length);
}

/** What changes, and for what has few values from what to what: due times differ on every ticket. */
function likenessOf({ differences }: ComparedTicket): string {
  return JSON.stringify(differences.map(({ aspect, before, after }) => (named.has(aspect) ? [aspect, before, after] : aspect)));
}

const named: ReadonlySet<Aspect> = new Set(["owner", "tier", "category", "standard", "late"] as const);

function becomesLate({ aspect, after }: Difference): boolean {
  return aspect === "late" && after === true;
}
