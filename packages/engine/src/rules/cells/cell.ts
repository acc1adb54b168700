import type { Refusal, Run } from "../feel/scope.ts";
import type { Formula } from "./formula.ts";

/** What a literal in a cell is; a date is held as its day number. */
export type LiteralKind = "string" | "number" | "boolean" | "null" | "date";

/** One indexable test: a literal to equal, or a range of numbers or days (open bounds are infinite). */
export type CellTest =
  | { readonly type: "literal"; readonly kind: LiteralKind; readonly value: string | number | boolean | null }
  | {
      readonly type: "range";
      readonly kind: "number" | "date";
      readonly low: number;
      readonly high: number;
      readonly lowIncluded: boolean;
      readonly highIncluded: boolean;
    };

/** A cell, read: what an index can hold, what must be run row by row, or why it is not taken. */
export type Cell =
  | { readonly type: "any" }
  | { readonly type: "tests"; readonly negated: boolean; readonly tests: readonly CellTest[] }
  | { readonly type: "keywords"; readonly formula: Formula }
  | { readonly type: "expression"; readonly run: Run }
  | { readonly type: "refused"; readonly refusal: Refusal };
