import type { CompiledPlan } from "../../evaluation/plan.ts";
import type { Tree } from "../../model/tree.ts";
import type { Asked, FigureGrouping } from "./question.ts";

/** A sum as it is read, and how often it counts in which row. */
export interface RowKeys {
  /** Whose sums are to be read. */
  readonly units: readonly string[];
  /** By what these are told apart. */
  readonly dimension: "" | "category" | "source" | "person";
  /** The rows that a sum counts in, with its sign. */
  readonly ofSum: (sum: {
    readonly unit: string;
    readonly month: string;
    readonly value: string;
  }) => readonly (readonly [string, 1 | -1])[];
  /** The row that what is directly of a unit, category … counts in. */
  readonly ofValue: (value: string) => string;
}

/**
 * In which rows numbers stand, so that rows add up to the whole. By unit there is a row for each right beneath, by category the same; what is
 * right at the one that was asked for has the row of its own name, and what is nobody's the empty text.
 */
export function rowKeys({ unit, category }: Asked, by: FigureGrouping | undefined, plan: CompiledPlan, tree: Tree): RowKeys {
  const isAsked = isIn(category, tree);
  const dimension = by === "source" || by === "person" || by === "category" ? by : category === undefined ? "" : "category";
  const counts = (value: string): boolean => dimension !== "category" || isAsked(value);
  if (by === "unit") {
    const children = childrenOf(plan, unit);
    return {
      units: [...children, unit],
      dimension,
      // What is neither in one of them is what the unit has itself.
      ofSum: (sum) => {
        if (!counts(sum.value)) return [];
        return sum.unit === unit
          ? [[unit, 1]]
          : [
              [sum.unit, 1],
              [unit, -1],
            ];
      },
      ofValue: (value) => plan.lineage(value).find((above) => children.includes(above)) ?? unit,
    };
  }
  const named = by === "category" ? (value: string) => beneath(lineageIn(tree, value), category) : (value: string) => value;
  return {
    units: [unit],
    dimension,
    ofSum: ({ month, value }) => (counts(value) ? [[by === "month" ? month : by === undefined ? "" : named(value), 1]] : []),
    ofValue: named,
  };
}

/** The one right beneath, or the one at the top; itself where there is none between. */
function beneath(lineage: readonly string[], asked: string | undefined): string {
  const at = asked === undefined ? lineage.length : lineage.indexOf(asked);
  return lineage[Math.max(0, at - 1)] ?? "";
}

function lineageIn(tree: Tree, category: string): readonly string[] {
  return tree.has(category) ? tree.lineage(category) : [category];
}

/** Whether a category is the one that was asked for, or beneath it. */
function isIn(asked: string | undefined, tree: Tree): (category: string) => boolean {
  return asked === undefined ? () => true : (category) => lineageIn(tree, category).includes(asked);
}

/** The category and all beneath it, also those that are gone. */
export function categoriesBeneath(tree: Tree, category: string): readonly string[] {
  return [category, ...tree.codes.filter((code) => code !== category && tree.lineage(code).includes(category))];
}

/** The units right beneath; of the whole tenant those that have none above. */
function childrenOf({ plan: { parents } }: CompiledPlan, unit: string): readonly string[] {
  return Object.keys(parents).filter((code) => (parents[code] ?? "") === unit);
}

/** The unit and all beneath it, also those that are gone. */
export function unitsBeneath({ plan: { parents }, lineage }: CompiledPlan, unit: string): readonly string[] {
  return [unit, ...Object.keys(parents).filter((code) => code !== unit && lineage(code).includes(unit))];
}
