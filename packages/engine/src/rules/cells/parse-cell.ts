import { compileFeel } from "../feel/compile-feel.ts";
import { tableBounds, type TableInput } from "../table.ts";
import type { Cell } from "./cell.ts";
import { readFormula } from "./read-formula.ts";
import { readTests } from "./read-tests.ts";

/** Reads a cell of a column; the names are the table's inputs, which a cell may read beside its own value. */
export function parseCell(text: string, type: TableInput["type"], names: readonly string[]): Cell {
  const source = text.trim();
  if (source === "" || source === "-") return { type: "any" };
  const indexable = source.length > tableBounds.cell ? null : type === "text" ? readKeywords(source) : readTests(source);
  if (indexable) return indexable;
  const compiled = compileFeel(source, "unary-tests", names);
  return compiled.ok ? { type: "expression", run: compiled.run } : { type: "refused", refusal: compiled.refusal };
}

function readKeywords(source: string): Cell | null {
  const formula = readFormula(source);
  return formula && { type: "keywords", formula };
}
