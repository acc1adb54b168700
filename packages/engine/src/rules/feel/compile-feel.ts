import { tableBounds } from "../table.ts";
import { compileAnswer } from "./compile-answer.ts";
import { compileNode } from "./compile-node.ts";
import type { Compiling, Refusal, Run, Takes } from "./scope.ts";
import { type Form, parseFeel, type SyntaxNode, syntaxFault } from "./syntax.ts";
import { compileUnaryTests } from "./unary-tests.ts";
import { feelEquals, plainValue } from "./values.ts";

/** A text of the live subset as a closure, with the names it reads; or why it is not taken. */
export type CompiledFeel =
  | { readonly ok: true; readonly reads: readonly string[]; readonly run: Run }
  | { readonly ok: false; readonly refusal: Refusal };

/** Compiles an expression, an answer or the unary tests of a cell, over the given names; `takes` is for values alone in a cell. */
export function compileFeel(source: string, form: Form, names: readonly string[], takes: Takes = holdsOrEquals): CompiledFeel {
  if (source.length > tableBounds.cell) return { ok: false, refusal: tooLong(source) };
  const root = parseFeel(source, form, names);
  const fault = syntaxFault(root, source);
  if (fault) return { ok: false, refusal: { code: "unparsable", message: fault } };
  const compiling: Compiling = {
    source,
    names,
    subject: form === "unary-tests",
    takes,
    reads: new Set(),
    refusals: [],
    compile: (node: SyntaxNode) => compileNode(node, compiling),
  };
  const run = compilers[form](root, compiling);
  const refusal = compiling.refusals[0];
  return refusal ? { ok: false, refusal } : { ok: true, reads: [...compiling.reads], run };
}

/** As in feelin, a cell may hold a condition that reads other inputs only, such as `urgent`. */
function holdsOrEquals(expected: unknown, value: unknown): boolean | null {
  return typeof expected === "boolean" ? expected : feelEquals(expected, value);
}

const compilers: Readonly<Record<Form, (root: SyntaxNode, compiling: Compiling) => Run>> = {
  expression: (root, compiling) => plainly(compileNode(root, compiling)),
  answer: (root, compiling) => plainly(compileAnswer(root, compiling)),
  "unary-tests": compileUnaryTests,
};

function plainly(run: Run): Run {
  return (scope, subject) => plainValue(run(scope, subject));
}

function tooLong(source: string): Refusal {
  const message = {
    "zh-CN": `这段 FEEL 有 ${source.length} 个字符，超过 ${tableBounds.cell} 个的上限。请拆成多行规则。`,
    en: `This FEEL text has ${source.length} characters, more than the ${tableBounds.cell} allowed. Split it over several rows.`,
  };
  return { code: "too-long", message };
}
