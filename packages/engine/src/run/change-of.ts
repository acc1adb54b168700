import type { Change } from "../store/port.ts";

/**
 * The rows to remove and to add, so that `before` becomes `after`; rows are flat, `keyOf` tells them apart within their ticket, and the same
 * row twice counts once. Most commands leave most rows alone, and a ticket with legs has dozens: each is compared with its like only.
 */
export function changeOf<Row extends object>(before: readonly Row[] = [], after: readonly Row[], keyOf: (row: Row) => string): Change<Row> {
  const byKey = (rows: readonly Row[]): Rows<Row> => new Map(rows.map((row) => [keyOf(row), row]));
  const [were, are] = [byKey(before), byKey(after)];
  return { remove: without(were, are), add: without(are, were) };
}

type Rows<Row> = ReadonlyMap<string, Row>;

function without<Row extends object>(rows: Rows<Row>, others: Rows<Row>): readonly Row[] {
  const left: Row[] = [];
  for (const [key, row] of rows) if (!isSame(row, others.get(key))) left.push(row);
  return left;
}

/** Member by member, an undefined one counting as absent. */
function isSame<Row extends object>(row: Row, other: Row | undefined): boolean {
  if (other === undefined) return false;
  const names = Object.keys({ ...row, ...other }) as (keyof Row)[];
  return names.every((name) => row[name] === other[name]);
}
