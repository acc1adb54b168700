import type { Change } from "../store/port.ts";

/** The rows to remove and to add, so that `before` becomes `after`; rows are flat, and the same row twice counts once. */
export function changeOf<Row extends object>(before: readonly Row[] = [], after: readonly Row[]): Change<Row> {
  return { remove: without(before, after), add: without(after, before) };
}

function without<Row extends object>(rows: readonly Row[], others: readonly Row[]): readonly Row[] {
  return rows.filter((row, i) => !others.some((other) => isSame(row, other)) && rows.findIndex((other) => isSame(row, other)) === i);
}

function isSame(a: object, b: object): boolean {
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  return keys.length === others.length && keys.every((key) => (a as Record<string, unknown>)[key] === (b as Record<string, unknown>)[key]);
}
