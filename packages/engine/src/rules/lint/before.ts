import { type Bitset, emptyBitset, hasBit, setBit } from "../bitset.ts";
import type { RuleTable } from "../table.ts";
import type { Space } from "./space.ts";

/** The rows that are hit in the place of this one where both match; none where a policy hits all. */
export function before({ compiled: { table, answers }, open }: Space, row: number): Bitset {
  const never = emptyBitset(table.rows.length);
  const { hitPolicy } = table;
  if (hitPolicy !== "first" && hitPolicy !== "priority") return never;
  const rank = ranking(table);
  const own = answers[row];
  for (let other = 0; other < table.rows.length; other += 1) {
    const theirs = answers[other];
    if (other === row || hasBit(open, other)) continue;
    if (
      hitPolicy === "first"
        ? other < row
        : own?.ok === true && theirs?.ok === true && precedes(rank(theirs.answer), rank(own.answer), other < row)
    )
      setBit(never, other);
  }
  return never;
}

type Rank = (answer: Readonly<Record<string, unknown>>) => readonly number[];

/** As the policy orders answers: by the first output's values, then the second's, and so on. */
function ranking({ outputs }: RuleTable): Rank {
  return (answer) =>
    outputs.map(({ name, values = [] }) => {
      const place = values.findIndex((value) => value === answer[name]);
      return place < 0 ? values.length : place;
    });
}

function precedes(one: readonly number[], other: readonly number[], isEarlier: boolean): boolean {
  for (const [i, rank] of one.entries()) if (rank !== other[i]) return rank < (other[i] ?? 0);
  return isEarlier;
}
