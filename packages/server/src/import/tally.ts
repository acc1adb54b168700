import type { Label } from "@muster/engine";
import { outcomes, type Outcome, type RowResult } from "./outcome.ts";
import { placeOf } from "./rows/source-row.ts";

/** One kind of reason, counted. */
export interface ReasonCount {
  readonly outcome: "rejected" | "flagged";
  readonly code: string;
  readonly column?: string | undefined;
  readonly rows: number;
  /** The first row that had it, and what was said there. */
  readonly line: string;
  readonly message: Label;
}

export type Tally = Readonly<Record<Outcome, number>> & {
  readonly rows: number;
  readonly commands: number;
  /** Rows with something to be said about them, imported now or before. */
  readonly noted: number;
  readonly reasons: readonly ReasonCount[];
};

/** Counts how rows ended, and why. */
export function tallying(): { readonly add: (result: RowResult) => void; readonly tally: () => Tally } {
  const counts: Record<Outcome, number> = { imported: 0, unchanged: 0, flagged: 0, rejected: 0 };
  const reasons = new Map<string, ReasonCount>();
  let [commands, noted] = [0, 0];
  return {
    add: (result) => {
      counts[result.outcome] += 1;
      commands += result.commands;
      if (result.outcome !== "rejected" && result.reasons.length > 0) noted += 1;
      for (const { outcome, code, column, message } of result.reasons) {
        const key = `${outcome}\n${code}\n${column ?? ""}`;
        const before = reasons.get(key);
        reasons.set(
          key,
          before ? { ...before, rows: before.rows + 1 } : { outcome, code, column, rows: 1, line: placeOf(result.row), message },
        );
      }
    },
    tally: () => ({
      rows: outcomes.reduce((sum, outcome) => sum + counts[outcome], 0),
      ...counts,
      commands,
      noted,
      reasons: [...reasons.values()].toSorted((a, b) => b.rows - a.rows),
    }),
  };
}
