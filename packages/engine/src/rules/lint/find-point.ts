import { type Bitset, countBits, hasBit, intersection, isEmpty, isSubset, rowsIn } from "../bitset.ts";
import type { TableInputs } from "../matches.ts";
import { type Budget, spend } from "./budget.ts";
import type { Value } from "./candidates.ts";
import { findTexts, textWith } from "./keyword-model.ts";
import type { Line, Space } from "./space.ts";

/** What a point must be. */
export interface Wanted {
  /** Rows that take it, as far as indexes tell. */
  readonly must: readonly number[];
  /** Rows none of which takes it. */
  readonly never: Bitset;
  /** Whether an input may be missing. */
  readonly missing: boolean;
}

export type Found =
  | { readonly type: "point"; readonly inputs: TableInputs }
  /** There is none: these rows take everything that the others leave. */
  | { readonly type: "none"; readonly covering: readonly number[] }
  /** The budget ended before one or the other was certain. */
  | { readonly type: "unknown" };

/**
 * Looks for inputs that certain rows take and others do not, one input after the other: of the values that leave the same rows, or fewer,
 * one is tried. `accepts` is asked about every point found; one it turns down is passed over.
 */
export function findPoint(space: Space, wanted: Wanted, budget: Budget, accepts: (inputs: TableInputs) => boolean = () => true): Found {
  const covering = new Set<number>();
  // Rows that take whatever comes from each input on.
  const anyFrom = suffixes(space);
  let ended = false;

  function look(at: number, left: Bitset, chosen: readonly Value[]): Found | undefined {
    if (!spend(budget)) {
      ended = true;
      return undefined;
    }
    const takes = intersection(left, anyFrom[at] ?? left);
    if (!isEmpty(takes)) {
      covering.add(rowsIn(takes)[0] ?? 0);
      return undefined;
    }
    const line = space.lines[at];
    if (!line) return lookAtTexts(left, chosen);
    for (const { value, rows } of choices(line, left, wanted)) {
      const found = look(at + 1, rows, [...chosen, value]);
      if (found || ended) return found;
    }
    return undefined;
  }

  function lookAtTexts(left: Bitset, chosen: readonly Value[]): Found | undefined {
    const must = wanted.must.flatMap((row) => space.clauses[row] ?? []);
    const never = rowsIn(left).map((row) => space.clauses[row] ?? []);
    const texts = findTexts(space.texts.length, must, never, space.keywords, budget);
    if (!texts) {
      if (budget.left < 0) ended = true;
      else for (const row of rowsIn(left)) covering.add(row);
      return undefined;
    }
    const { inputs } = space.compiled.table;
    const point: Record<string, unknown> = {};
    for (const [i, line] of space.lines.entries()) point[inputs[line.input]?.name ?? ""] = chosen[i] ?? null;
    for (const [i, input] of space.texts.entries())
      point[inputs[input]?.name ?? ""] = textWith(texts[i] ?? new Set(), space.keywords[i] ?? []);
    if (!accepts(point)) return undefined;
    return { type: "point", inputs: point };
  }

  const found = look(0, wanted.never, []);
  if (found) return found;
  return ended ? { type: "unknown" } : { type: "none", covering: [...covering].toSorted((a, b) => a - b) };
}

/** The values to be tried: those that leave fewest rows first, and none that leaves all that another leaves and more. */
function choices({ classes, any }: Line, left: Bitset, { must, missing }: Wanted): readonly Choice[] {
  if (isSubset(left, any)) {
    // Whatever it is, all of them take it.
    const some = classes.find(({ value, rows }) => (missing || value !== null) && must.every((row) => hasBit(rows, row)));
    return some ? [{ value: some.value, rows: left, count: 0 }] : [];
  }
  const open: Choice[] = [];
  for (const { value, rows } of classes) {
    if ((value === null && !missing) || !must.every((row) => hasBit(rows, row))) continue;
    const remaining = intersection(left, rows);
    const choice = { value, rows: remaining, count: countBits(remaining) };
    // What leaves nothing is a point, whatever the others leave.
    if (choice.count === 0 && value !== null) return [choice];
    open.push(choice);
  }
  const kept: Choice[] = [];
  for (const each of open.toSorted((a, b) => a.count - b.count || Number(a.value === null) - Number(b.value === null)))
    if (!kept.some((other) => isSubset(other.rows, each.rows))) kept.push(each);
  return kept;
}

interface Choice {
  readonly value: Value;
  readonly rows: Bitset;
  readonly count: number;
}

function suffixes({ lines, anyText }: Space): readonly Bitset[] {
  const found: Bitset[] = [anyText];
  for (const line of lines.toReversed()) found.unshift(intersection(line.any, found[0] ?? anyText));
  return found;
}
