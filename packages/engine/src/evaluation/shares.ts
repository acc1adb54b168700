import type { Facts } from "./facts.ts";
import { occurrencesOf, type CountedTally, type Occurrence } from "./occurrences.ts";
import type { CompiledPlan } from "./plan.ts";

/** By place of the tally in the plan; never 0. */
export type Amounts = Readonly<Record<number, number>>;

/** What one ticket adds to the tallies of one unit in one month, as the work of one person. */
export interface Share {
  /** `2026-11`; the empty text for what is true now, whatever the month; for what is open with a deadline {@link lateOn} its day. */
  readonly month: string;
  readonly unit: string;
  /** The empty text where nobody is known. */
  readonly person: string;
  readonly category: string;
  readonly source: string;
  /** From when on an open ticket is late; null of all other shares. */
  readonly lateFrom: number | null;
  readonly amounts: Amounts;
}

/** Where open tickets stand that are late from that day on: which are late by now is asked of the clock. Sorts by day, behind all months. */
export function lateOn(day: string): string {
  return `late ${day}`;
}

/** All that a ticket adds, in one order. */
export function sharesOf(compiled: CompiledPlan, facts: Facts): readonly Share[] {
  const { plan } = compiled;
  const { ticket } = facts;
  const [category, source] = [ticket.category ?? "", ticket.source ?? ""];
  const shares = new Map<string, { -readonly [Key in keyof Share]: Share[Key] } & { amounts: Record<number, number> }>();
  plan.tallies.forEach((tally, place) => {
    for (const occurrence of occurrencesOf(tally, facts)) {
      const month = monthFor(tally, facts, occurrence, compiled);
      if (month === undefined) continue;
      const unit = (tally.to === "area" ? (ticket.area ?? ticket.owner) : occurrence.unit) ?? "";
      const person = occurrence.person ?? "";
      const key = `${month}\n${unit}\n${person}`;
      const share = shares.get(key) ?? { month, unit, person, category, source, lateFrom: null, amounts: {} };
      if (tally.what === "overdue") share.lateFrom = ticket.due ?? null;
      share.amounts[place] = (share.amounts[place] ?? 0) + occurrence.amount;
      shares.set(key, share);
    }
  });
  return [...shares.keys()].toSorted().flatMap((key) => shares.get(key) ?? []);
}

function monthFor(
  tally: CountedTally,
  { ticket, filedAt }: Facts,
  { at }: Occurrence,
  { monthOf, dayOf }: CompiledPlan,
): string | undefined {
  if (tally.what === "overdue") return ticket.due === undefined ? undefined : lateOn(dayOf(ticket.due));
  if (tally.what === "open") return "";
  const instant = {
    reported: ticket.reportedAt,
    filed: filedAt,
    due: ticket.due,
    closed: ticket.open ? undefined : ticket.closedAt,
    happened: at,
  }[tally.in];
  return instant === undefined ? undefined : monthOf(instant);
}
