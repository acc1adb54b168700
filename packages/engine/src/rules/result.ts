import type { Label } from "../model/label.ts";

/** The answers of one row, by output name. */
export type Answer = Readonly<Record<string, unknown>>;

/** What a rule table decides; `rows` are indexes into the table. */
export type TableResult = Decision | Undecided;

/**
 * An answer: one record for single-hit policies, a list, or a number for an aggregator; where `rows` is empty, from the defaults if there
 * are any. A list may be empty, as a count may be 0 and another total null: that none of them matched is what was asked. A ticket's
 * action, which takes the first of a list, counts an empty one as `no-match`.
 */
export type Decision =
  | { readonly ok: true; readonly type: "one"; readonly rows: readonly number[]; readonly outputs: Answer }
  | { readonly ok: true; readonly type: "many"; readonly rows: readonly number[]; readonly outputs: readonly Answer[] }
  | { readonly ok: true; readonly type: "total"; readonly rows: readonly number[]; readonly outputs: number | null };

/** No answer, and why: `rows` are those that stood against it. */
export interface Undecided {
  readonly ok: false;
  readonly code: "no-match" | "not-unique" | "conflict" | "bad-input" | "failed";
  readonly rows: readonly number[];
  readonly detail: Label;
}
