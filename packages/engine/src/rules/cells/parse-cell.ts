import { takesBelow } from "../columns/tree.ts";
import { compileFeel } from "../feel/compile-feel.ts";
import type { Run, Takes } from "../feel/scope.ts";
import { feelEquals } from "../feel/values.ts";
import { tableBounds, type TableInput } from "../table.ts";
import type { TableTrees } from "../trees.ts";
import type { Cell } from "./cell.ts";
import { readFormula } from "./read-formula.ts";
import { readTests } from "./read-tests.ts";

/** Reads a cell of a column; the names are the table's inputs, which a cell may read beside its own value. */
export function parseCell(text: string, type: TableInput["type"], names: readonly string[], trees: TableTrees): Cell {
  const source = text.trim();
  if (source === "" || source === "-") return { type: "any" };
  const indexable = source.length > tableBounds.cell ? null : type === "text" ? readKeywords(source) : readTests(source);
  if (indexable) return indexable;
  const compiled = compileFeel(source, "unary-tests", names, takesIn(type, trees));
  if (!compiled.ok) return { type: "refused", refusal: compiled.refusal };
  return { type: "expression", run: type === "text" && !asksForNull.test(source) ? missingAsEmpty(compiled.run) : compiled.run };
}

/** A missing text reads as an empty one, as where an index holds the cell; only a cell that asks for null sees it. */
function missingAsEmpty(run: Run): Run {
  return (scope, subject) => run(scope, subject ?? "");
}

const asksForNull = /\bnull\b|\bis\s+defined\b/;

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
