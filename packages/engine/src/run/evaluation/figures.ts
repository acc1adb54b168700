import type { EvaluationDocument } from "../../definitions/evaluation.ts";
import type { Tally } from "../../definitions/tally.ts";
import type { CompiledPlan } from "../../evaluation/plan.ts";
import { lateOn } from "../../evaluation/shares.ts";
import { valuesOf, type Values } from "../../evaluation/values.ts";
import type { SumRow } from "../../store/evaluation.ts";
import type { Store } from "../../store/port.ts";
import type { Asked, FigureGrouping } from "./question.ts";
import type { Ready } from "./served.ts";

/** The figures of one unit, category, source, person or month; of all together where nothing is told apart. */
export interface FigureRow extends Values {
  /** Its code; null where nothing is told apart, and where tickets have none. */
  readonly value: string | null;
}

/** What the tables say, by the plan they were counted by. What is late is asked for as of `now`. */
export async function readFigures(
  store: Store,
  { asked: { document, unit, months }, actor: { tenant }, state: { generation }, plan }: Ready,
  by: FigureGrouping | undefined,
  now: number,
): Promise<readonly FigureRow[]> {
  const children = by === "unit" ? childrenOf(plan, unit) : [];
  const dimension = by === undefined || by === "unit" || by === "month" ? "" : by;
  const sums = await store.evaluation.sums(tenant, generation, {
    units: by === "unit" ? children : [unit],
    // What is true now belongs to no month.
    months: by === "month" ? months : [...months, ""],
    dimension,
  });
  const rows = new Map<string, Map<number, number>>();
  const rowOf = (value: string): Map<number, number> => {
    const known = rows.get(value) ?? new Map<number, number>();
    rows.set(value, known);
    return known;
  };
  if (by === undefined) rowOf("");
  if (by === "month") months.forEach(rowOf);
  for (const sum of sums) for (const [place, amount] of Object.entries(sum.amounts)) add(rowOf(valueOf(sum, by)), Number(place), amount);
  if (by !== "month") {
    const found = await lateNow(store, tenant, generation, plan, { document, unit, children, dimension }, by, now);
    for (const { value, place, count } of found) add(rowOf(value), place, count);
  }
  return [...rows]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([value, amounts]) => rowFrom(document, plan, by, value, amounts, months.length));
}

/** What is late by now: of the days before today what their sums say, of today what is late already. */
async function lateNow(
  store: Store,
  tenant: string,
  generation: number,
  plan: CompiledPlan,
  {
    document,
    unit,
    children,
    dimension,
  }: Pick<Asked, "document" | "unit"> & { readonly children: readonly string[]; readonly dimension: string },
  by: FigureGrouping | undefined,
  now: number,
): Promise<readonly { readonly value: string; readonly place: number; readonly count: number }[]> {
  const places = document.tallies.flatMap((tally) => (tally.what === "overdue" ? (plan.placeOf(tally) ?? []) : []));
  if (places.length === 0) return [];
  const today = lateOn(plan.dayOf(now));
  const units = by === "unit" ? children : [unit];
  const sums = await store.evaluation.sums(tenant, generation, { units, months: { from: lateOn(""), until: today }, dimension });
  const before = sums.flatMap((sum) => places.map((place) => ({ value: valueOf(sum, by), place, count: sum.amounts[place] ?? 0 })));
  const beneath = unit === "" ? undefined : unitsBeneath(plan, unit);
  const since = await Promise.all(
    places.map(async (place) => {
      const found = await store.evaluation.late(tenant, generation, { place, month: today, at: now, units: beneath, dimension: by ?? "" });
      return found.flatMap(({ value, count }) => {
        const of = by === "unit" ? plan.lineage(value).find((above) => children.includes(above)) : value;
        return of === undefined ? [] : [{ value: of, place, count }];
      });
    }),
  );
  return [...before, ...since.flat()].filter(({ count }) => count > 0);
}

function add(row: Map<number, number>, place: number, amount: number): void {
  row.set(place, (row.get(place) ?? 0) + amount);
}

function valueOf({ unit, month, value }: SumRow, by: FigureGrouping | undefined): string {
  if (by === "unit") return unit;
  return by === "month" ? month : value;
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
  return { value: value === "" ? null : value, ...valuesOf(document, Object.fromEntries(tallies), by === "month" ? 1 : months) };
}

/** The units right beneath; of the whole tenant those that have none above. */
function childrenOf({ plan: { parents } }: CompiledPlan, unit: string): readonly string[] {
  return Object.keys(parents).filter((code) => (parents[code] ?? "") === unit);
}

/** The unit and all beneath it, also those that are gone. */
export function unitsBeneath({ plan: { parents }, lineage }: CompiledPlan, unit: string): readonly string[] {
  return [unit, ...Object.keys(parents).filter((code) => code !== unit && lineage(code).includes(unit))];
}
