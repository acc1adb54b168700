import { factsOf } from "../../evaluation/facts.ts";
import type { CompiledPlan } from "../../evaluation/plan.ts";
import { sharesOf, type Share } from "../../evaluation/shares.ts";
import { addShare, type Sums } from "../../evaluation/sums.ts";
import type { EvaluationStep, HistoryRow, ShareRow } from "../../store/evaluation.ts";
import { readEntry } from "../read-entry.ts";

/** The shares of tickets, each as its entries here leave it; the entries of each in order. */
export function countTickets(plan: CompiledPlan, rows: readonly HistoryRow[]): ReadonlyMap<string, readonly Share[]> {
  const histories = new Map<string, HistoryRow[]>();
  for (const row of rows) {
    const known = histories.get(row.ticket);
    if (known) known.push(row);
    else histories.set(row.ticket, [row]);
  }
  return new Map(
    [...histories].map(([ticket, entries]) => {
      const facts = factsOf(entries.map(({ body }) => readEntry(body)));
      return [ticket, facts ? sharesOf(plan, facts) : []];
    }),
  );
}

/** The rows of tickets that had none, and what they add to the sums. */
export function firstRows(plan: CompiledPlan, counted: ReadonlyMap<string, readonly Share[]>, sums: Sums): readonly ShareRow[] {
  return [...counted].flatMap(([ticket, shares]) =>
    shares.map((share) => {
      addShare(sums, plan, share, 1);
      return rowOf(ticket, share);
    }),
  );
}

/** What brings the stored shares of tickets to what they are now, and the sums with them. */
export function difference(
  plan: CompiledPlan,
  before: readonly ShareRow[],
  counted: ReadonlyMap<string, readonly Share[]>,
): Pick<EvaluationStep, "remove" | "add" | "sums"> {
  const was = new Map(before.map((row) => [shareText(row), row]));
  const sums: Sums = new Map();
  const add = [...counted].flatMap(([ticket, shares]) =>
    shares.flatMap((share) => {
      const row = rowOf(ticket, share);
      if (was.delete(shareText(row))) return [];
      addShare(sums, plan, share, 1);
      return [row];
    }),
  );
  const remove = [...was.values()];
  for (const row of remove) addShare(sums, plan, shareOf(row), -1);
  return { remove, add, sums: [...sums.values()].filter(({ amounts }) => Object.values(amounts).some((amount) => amount !== 0)) };
}

export function rowOf(ticket: string, { amounts, ...share }: Share): ShareRow {
  return { ...share, ticket, amounts: JSON.stringify(amounts) };
}

/** The same for rows that are the same. */
export function shareText({ month, ticket, unit, person, category, source, lateFrom, amounts }: ShareRow): string {
  return `${month}\n${ticket}\n${unit}\n${person}\n${category}\n${source}\n${lateFrom}\n${amounts}`;
}

export function shareOf({ amounts, ...row }: ShareRow): Share {
  return { ...row, amounts: JSON.parse(amounts) as Share["amounts"] };
}
