import type { Change } from "../store/port.ts";

/** The rows to remove and to add, so that `before` becomes `after`; rows are flat, and the same row twice counts once. */
export function changeOf<Row extends object>(before: readonly Row[] = [], after: readonly Row[]): Change<Row> {
  // Most commands leave most rows alone, and a ticket with legs has dozens: none is compared with every other.
  const [were, are] = [byContent(before), byContent(after)];
  return { remove: without(were, are), add: without(are, were) };
}

function byContent<Row extends object>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [contentOf(row), row]));
}

/** The members in the order of their names, whoever put the row together. */
function contentOf(row: object): string {
  const members = row as Readonly<Record<string, unknown>>;
  return JSON.stringify(
    Object.keys(members)
      .toSorted()
      .map((name) => [name, members[name]]),
  );
}

function without<Row>(rows: ReadonlyMap<string, Row>, others: ReadonlyMap<string, Row>): readonly Row[] {
  return [...rows].flatMap(([content, row]) => (others.has(content) ? [] : [row]));
}
