import type { EvaluationDocument } from "../../definitions/evaluation.ts";
import type { Tally } from "../../definitions/tally.ts";
import type { CompiledPlan } from "../../evaluation/plan.ts";
import { lateOn } from "../../evaluation/shares.ts";
import { valuesOf, type Values } from "../../evaluation/values.ts";
import type { Store } from "../../store/port.ts";
import type { FigureGrouping } from "./question.ts";
import { categoriesBeneath, rowKeys, unitsBeneath, type RowKeys } from "./row-keys.ts";
import type { Ready } from "./served.ts";

/** The figures of one unit, category, source, person or month; of all together where nothing is told apart. */
export interface FigureRow extends Values {
  /** Its code; that of the unit or category asked for where it is only what is right there; null where nothing is told apart, and for what has none. */
  readonly value: string | null;
}

type Rows = Map<string, Map<number, number>>;

/** What the tables say, by the plan they were counted by. What is late is asked for as of `now`. Rows add up to the figures of all together. */
export async function readFigures(store: Store, ready: Ready, by: FigureGrouping | undefined, now: number): Promise<readonly FigureRow[]> {
  const { asked, actor, state, plan, categories } = ready;
  const { document, months } = asked;
  const keys = rowKeys(asked, by, plan, categories);
  const { units, dimension } = keys;
  const rows: Rows = new Map();
  if (by === undefined) rows.set("", new Map());
  if (by === "month") for (const month of months) rows.set(month, new Map());
  // What is true now belongs to no month.
  const counted = by === "month" ? months : [...months, ""];
  for (const sum of await store.evaluation.sums(actor.tenant, state.generation, { units, months: counted, dimension }))
    for (const [row, sign] of keys.ofSum(sum))
      for (const [place, amount] of Object.entries(sum.amounts)) add(rows, row, Number(place), sign * amount);
  if (by !== "month") await addLate(store, ready, rows, keys, by, now);
  const isBegun = (month: string): boolean => month <= plan.monthOf(now);
  return [...rows]
    .filter(([, amounts]) => by === undefined || by === "month" || amounts.size > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([value, amounts]) => {
      const past = by === "month" ? Number(isBegun(value)) : months.filter(isBegun).length;
      return rowFrom(document, plan, by, value, amounts, past);
    });
}

/** What is late by now: of the days before today what their sums say, of today what is late already. */
async function addLate(
  store: Store,
  { asked: { document, unit, category }, actor: { tenant }, state: { generation }, plan, categories }: Ready,
  rows: Rows,
  { units, dimension, ofSum, ofValue }: RowKeys,
  by: FigureGrouping | undefined,
  now: number,
): Promise<void> {
  const places = document.tallies.flatMap((tally) => (tally.what === "overdue" ? (plan.placeOf(tally) ?? []) : []));
  if (places.length === 0) return;
  const today = lateOn(plan.dayOf(now));
  for (const sum of await store.evaluation.sums(tenant, generation, { units, months: { from: lateOn(""), until: today }, dimension }))
    for (const [row, sign] of ofSum(sum)) for (const place of places) add(rows, row, place, sign * (sum.amounts[place] ?? 0));
  const among = {
    units: unit === "" ? undefined : unitsBeneath(plan, unit),
    categories: category === undefined ? undefined : categoriesBeneath(categories, category),
  };
  for (const place of places)
    for (const { value, count } of await store.evaluation.late(tenant, generation, {
      place,
      month: today,
      at: now,
      ...among,
      dimension: by ?? "",
    }))
      add(rows, ofValue(value), place, count);
}

/** What came to nothing has no row: sums of decimals, taken from each other, may leave a last bit. */
function add(rows: Rows, row: string, place: number, amount: number): void {
  const known = rows.get(row) ?? new Map<number, number>();
  const sum = Number(((known.get(place) ?? 0) + amount).toFixed(9));
  rows.set(row, known);
  if (sum === 0) known.delete(place);
  else known.set(place, sum);
}

function rowFrom(
  document: EvaluationDocument,
  plan: CompiledPlan,
  by: FigureGrouping | undefined,
  value: string,
  amounts: ReadonlyMap<number, number>,
  months: number,
): FigureRow {
  const isTold = (tally: Tally): boolean => by !== "month" || "in" in tally;
  const tallies = document.tallies.filter(isTold).flatMap((tally) => {
    const place = plan.placeOf(tally);
    return place === undefined ? [] : [[tally.name, amounts.get(place) ?? 0] as const];
  });
  return { value: value === "" ? null : value, ...valuesOf(document, Object.fromEntries(tallies), months) };
}
