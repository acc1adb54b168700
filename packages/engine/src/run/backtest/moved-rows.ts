import type { Outcome } from "../../decide/outcome/outcome.ts";

/** Rows of a table that answered before, and those that answer now. */
export interface MovedRows {
  readonly table: string;
  readonly before: string;
  readonly after: string;
}

/** Where other rows answer, each pair once. A table that was asked as often is compared answer by answer; else by its last. */
export function movedRows({ answers: before }: Outcome, { answers: after }: Outcome): readonly MovedRows[] {
  const moved = new Map<string, MovedRows>();
  for (const table of new Set([...before, ...after].map((answer) => answer.table))) {
    const [from, to] = [rowsIn(before, table), rowsIn(after, table)];
    const pairs = from.length === to.length ? from.map((rows, i) => [rows, to[i]] as const) : [[from.at(-1), to.at(-1)] as const];
    for (const [one = "", other = ""] of pairs)
      if (one !== other) moved.set(JSON.stringify([table, one, other]), { table, before: one, after: other });
  }
  return [...moved.values()];
}

function rowsIn(answers: Outcome["answers"], table: string): readonly string[] {
  return answers.flatMap((answer) => (answer.table === table ? [answer.rows.join(" + ")] : []));
}
