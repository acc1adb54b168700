import type { Aspect, Difference } from "../../decide/outcome/compare-outcomes.ts";
import type { ComparedTicket } from "./backtest.ts";

/** A ticket to look at: how much changes, and a word for what, by which tickets are alike. */
export interface Notable {
  readonly weight: number;
  readonly like: string;
  readonly ticket: ComparedTicket;
}

/** How many tickets are put before a person, and how many to which the very same happens. */
const [most, mostAlike] = [10, 2];

/** Keeps the tickets that a person should look at first: those that become late, then by how much else changes. */
export function looking(): { readonly add: (ticket: ComparedTicket) => void; readonly notable: () => readonly Notable[] } {
  let kinds: Kinds = new Map();
  return {
    add: (ticket) => {
      const weight = weightOf(ticket);
      if (weight === 0) return;
      const found = { weight, like: likenessOf(ticket), ticket };
      if (!isBehind(kinds, found)) kinds = worthKeeping([...kinds.values(), [found]].flat());
    },
    notable: () => [...kinds.values()].flat(),
  };
}

/** The most notable of those that were kept, whoever kept them. */
export function mostNotable(kept: readonly Notable[]): readonly ComparedTicket[] {
  return [...worthKeeping(kept).values()]
    .flat()
    .toSorted(inOrder)
    .slice(0, most)
    .map(({ ticket }) => ticket);
}

/** Tickets by their likeness, in order, the kinds by their first. */
type Kinds = ReadonlyMap<string, readonly Notable[]>;

/**
 * The first two of each of the ten kinds whose first come first. That is more than are shown, and what makes the choice the same whether it
 * is made of all tickets at once or of what was kept of parts of them.
 */
function worthKeeping(found: readonly Notable[]): Kinds {
  const kinds = new Map<string, Notable[]>();
  for (const each of found.toSorted(inOrder)) {
    const alike = kinds.get(each.like);
    if (!alike && kinds.size < most) kinds.set(each.like, [each]);
    if (alike && alike.length < mostAlike) alike.push(each);
  }
  return kinds;
}

/** Most tickets are: these need not be sorted in to see that they would not be kept. */
function isBehind(kinds: Kinds, found: Notable): boolean {
  const alike = kinds.get(found.like);
  if (!alike && kinds.size < most) return false;
  const last = alike ? alike[mostAlike - 1] : [...kinds.values()].at(-1)?.[0];
  return last !== undefined && inOrder(last, found) < 0;
}

/** The heaviest first; of those that weigh the same the earliest reported. */
function inOrder(one: Notable, other: Notable): number {
  return other.weight - one.weight || one.ticket.reportedAt - other.ticket.reportedAt || (one.ticket.id < other.ticket.id ? -1 : 1);
}

const weights: Readonly<Record<Aspect, number>> = {
  late: 100,
  tier: 20,
  owner: 15,
  state: 10,
  legs: 9,
  standard: 8,
  due: 6,
  rungs: 5,
  recipients: 4,
  category: 3,
  coHandlers: 2,
  area: 2,
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
