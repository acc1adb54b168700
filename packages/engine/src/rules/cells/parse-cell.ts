import { takesBelow } from "../columns/tree.ts";
import { compileFeel } from "../feel/compile-feel.ts";
import type { Run, Scope, Takes } from "../feel/scope.ts";
import { feelEquals } from "../feel/values.ts";
import { tableBounds, type TableInput } from "../table.ts";
import type { TableTrees } from "../trees.ts";
import type { Cell } from "./cell.ts";
import { readFormula } from "./read-formula.ts";
import { readTests } from "./read-tests.ts";

/** Reads a cell of a column; the names are the table's inputs, which a cell may read beside its own value, `texts` those of free text. */
export function parseCell(
  text: string,
  type: TableInput["type"],
  names: readonly string[],
  trees: TableTrees,
  texts: readonly string[] = [],
): Cell {
  const source = text.trim();
  if (source === "" || source === "-") return { type: "any" };
  const indexable = source.length > tableBounds.cell ? null : type === "text" ? readKeywords(source) : readTests(source);
  if (indexable) return indexable;
  const compiled = compileFeel(source, "unary-tests", names, takesIn(type, trees));
  if (!compiled.ok) return { type: "refused", refusal: compiled.refusal };
  if (asksForNull.test(source.replaceAll(quoted, '""'))) return { type: "expression", run: compiled.run };
  const read = texts.filter((name) => compiled.reads.includes(name));
  return { type: "expression", run: missingAsEmpty(compiled.run, type === "text", read) };
}

/**
 * A missing text reads as an empty one, as where an index holds the cell, whether the cell calls it `?` or by its name; only a cell that
 * asks for null sees that it is missing.
 */
function missingAsEmpty(run: Run, isText: boolean, texts: readonly string[]): Run {
  const named = texts.length === 0 ? run : (scope: Scope, subject: unknown) => run(filled(scope, texts), subject);
  return isText ? (scope, subject) => named(scope, subject ?? "") : named;
}

function filled(scope: Scope, texts: readonly string[]): Scope {
  const missing = texts.filter((name) => (scope[name] ?? null) === null);
  return missing.length === 0 ? scope : { ...scope, ...Object.fromEntries(missing.map((name) => [name, ""])) };
}

const asksForNull = /\bnull\b|\bis\s+defined\b/;

const quoted = /"(?:[^"\\]|\\.)*"/g;

function takesIn(type: TableInput["type"], { categories, units }: TableTrees): Takes | undefined {
  if (type === "category") return takesBelow(categories);
  // Among true and false another input is a value like any other, not a condition (DMN 1.5, 10.3.2.15).
  if (type === "boolean") return feelEquals;
  return type === "unit" ? takesBelow(units) : undefined;
}

function readKeywords(source: string): Cell | null {
  const formula = readFormula(source);
  return formula && { type: "keywords", formula };
}
