import { takesBelow } from "../columns/tree.ts";
import { compileFeel } from "../feel/compile-feel.ts";
import type { Takes } from "../feel/scope.ts";
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
  return compiled.ok ? { type: "expression", run: compiled.run } : { type: "refused", refusal: compiled.refusal };
}

function takesIn(type: TableInput["type"], { categories, units }: TableTrees): Takes | undefined {
  if (type === "category") return takesBelow(categories);
  return type === "unit" ? takesBelow(units) : undefined;
}

function readKeywords(source: string): Cell | null {
  const formula = readFormula(source);
  return formula && { type: "keywords", formula };
}
