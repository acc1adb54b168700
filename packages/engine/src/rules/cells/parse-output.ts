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
  const compiled = compileFeel(text, "expression", names);
  if (!compiled.ok) return { type: "refused", refusal: compiled.refusal };
  return compiled.reads.length === 0 ? { type: "constant", value: compiled.run({}, null) } : { type: "expression", run: compiled.run };
}
