import { noAnswer } from "../feel/compile-answer.ts";
import { compileFeel } from "../feel/compile-feel.ts";
import type { Refusal, Run } from "../feel/scope.ts";
import { atEnd, type Cursor, takeLiteral } from "./cursor.ts";

/** What a row answers in one output: a value known beforehand, an expression over the inputs, or why it is not taken. */
export type OutputCell =
  | { readonly type: "constant"; readonly value: unknown }
  | { readonly type: "expression"; readonly run: Run }
  | { readonly type: "refused"; readonly refusal: Refusal };

/** Reads an output cell; the names are the table's inputs. */
export function parseOutput(text: string, names: readonly string[]): OutputCell {
  const cursor: Cursor = { text, at: 0 };
  const literal = takeLiteral(cursor);
  if (literal && literal.kind !== "date" && atEnd(cursor)) return { type: "constant", value: literal.value };
  const compiled = compileFeel(text, "answer", names);
  if (!compiled.ok) return { type: "refused", refusal: compiled.refusal };
  if (compiled.reads.length > 0) return { type: "expression", run: compiled.run };
  const answer = writtenAnswer(compiled.run({}, null));
  return answer.ok ? { type: "constant", value: answer.value } : { type: "refused", refusal: answer.refusal };
}

/** The answer an output cell came to; null only where it was written out, for FEEL's errors are null as well. */
export function writtenAnswer(
  value: unknown,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusal: Refusal } {
  if (value === null) return { ok: false, refusal: { code: "no-value", message: noValue } };
  return { ok: true, value: value === noAnswer ? null : value };
}

const noValue = {
  "zh-CN":
    "算不出结果：可能缺少输入、除以零、数太大，或把不同类的值放在一起算。允许没有结果时请写明 null，如 if n = null then null else n * 2。",
  en: "It has no value: an input is missing, say, or it divides by zero, is too large, or mixes kinds of values. Where no answer is meant write null: if n = null then null else n * 2.",
};
