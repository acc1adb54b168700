import type { Tree } from "../../model/tree.ts";
import type { Cell } from "../cells/cell.ts";
import type { TableInput } from "../table.ts";
import type { TableTrees } from "../trees.ts";

/** What a table may be asked by one of its inputs. */
export type Value = string | number | boolean | null;

/**
 * Values of an input, one at least for every way in which its cells can tell values apart: what the cells name, what lies between and
 * beyond, something they do not name, and null. Not for free text, whose values are sets of keywords.
 */
export function candidates(input: TableInput, cells: readonly Cell[], trees: TableTrees): readonly Value[] {
  return [...new Set<Value>([...present(input, cells, trees), null])];
}

function present({ type, values }: TableInput, cells: readonly Cell[], trees: TableTrees): readonly Value[] {
  if (values) return values;
  switch (type) {
    case "boolean":
      return [true, false];
    case "string":
      return [...literals(cells), unnamed(literals(cells))];
    case "number":
      return around(bounds(cells, "number"));
    case "date":
      return around(bounds(cells, "date"))
        .filter((day) => Number.isSafeInteger(day) && day >= firstDay && day <= lastDay)
        .map((day) => new Date(day * dayLength).toISOString().slice(0, 10));
    case "category":
      return codes(trees.categories);
    case "unit":
      return codes(trees.units);
    case "text":
      return [];
  }
}

const dayLength = 86_400_000;

/** The days that a date of four digits can name. */
const [firstDay, lastDay] = [Date.UTC(1, 0, 1) / dayLength, Date.UTC(9999, 11, 31) / dayLength];

function literals(cells: readonly Cell[]): readonly string[] {
  return cells.flatMap((cell) =>
    cell.type === "tests"
      ? cell.tests.flatMap((test) => (test.type === "literal" && typeof test.value === "string" ? [test.value] : []))
      : [],
  );
}

/** A word that none of the cells names. */
function unnamed(named: readonly string[]): string {
  let word = "other";
  while (named.includes(word)) word += "-";
  return word;
}

function bounds(cells: readonly Cell[], kind: "number" | "date"): readonly number[] {
  const found = cells.flatMap((cell) =>
    cell.type === "tests"
      ? cell.tests.flatMap((test) => (test.kind !== kind ? [] : test.type === "literal" ? [Number(test.value)] : [test.low, test.high]))
      : [],
  );
  return [...new Set(found.filter(Number.isFinite))].toSorted((a, b) => a - b);
}

/** Each bound, something below and above all, and something between each two; between two days that is another day, if there is one. */
function around(sorted: readonly number[]): readonly number[] {
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  const between = sorted.slice(1).flatMap((bound, i) => {
    const before = sorted[i] ?? bound;
    const middle = before + (bound - before) / 2;
    const whole = Math.floor(middle);
    // A whole number reads better, where there is one between.
    return whole > before && whole < bound ? [whole] : [middle];
  });
  return [least - 1, ...sorted, ...between, most + 1];
}

/** What lies at the ends of the tree reads better: codes that have none below them come first. */
function codes(tree: Tree): readonly string[] {
  const parents = new Set(tree.codes.map((code) => tree.lineage(code)[1]));
  return [...tree.codes.filter((code) => !parents.has(code)), ...tree.codes.filter((code) => parents.has(code))];
}
