import { FeelDuration, FeelFunction } from "feelin";
import type { Operator } from "../../feel/arithmetic.ts";
import { byFeelin } from "./by-feelin.ts";
import { exactly } from "./exactly.ts";
import { scaled, withTime } from "./temporal-arithmetic.ts";

/**
 * FEEL's arithmetic as functions, which expressions are rewritten to: in decimals (DMN 1.5, 10.3.2.3.1), where feelin's own is in binary
 * fractions, and with durations and moments as `temporal-arithmetic.ts` says. All else is feelin's.
 */
export const arithmetic: Readonly<Record<string, FeelFunction>> = {
  arithmetic_add: binary("+"),
  arithmetic_subtract: binary("-"),
  arithmetic_multiply: binary("*"),
  arithmetic_divide: binary("/"),
  arithmetic_negate: new FeelFunction(
    (value: unknown) => (value instanceof FeelDuration ? scaled(value, "*", -1) : byFeelin("-a", { a: value })),
    ["value"],
  ),
  sum: new FeelFunction(
    (...values: readonly unknown[]) => total(values) ?? byFeelin("sum(values)", { values: listOf(values) }),
    ["...list"],
  ),
  mean: new FeelFunction(
    (...values: readonly unknown[]) => mean(values) ?? byFeelin("mean(values)", { values: listOf(values) }),
    ["...list"],
  ),
};

/** The function that stands for an operator; undefined for those feelin does as DMN says. */
export function functionFor(operator: string): string | undefined {
  return names[operator as Operator];
}

const names: Readonly<Record<Operator, string | undefined>> = {
  "+": "arithmetic_add",
  "-": "arithmetic_subtract",
  "*": "arithmetic_multiply",
  "/": "arithmetic_divide",
};

function binary(operator: Operator): FeelFunction {
  return new FeelFunction(
    (a: unknown, b: unknown): unknown => {
      if (typeof a === "number" && typeof b === "number") return exactly(operator, a, b);
      const result = withTime[operator](a, b);
      return result === undefined ? byFeelin(`a ${operator} b`, { a, b }) : result;
    },
    ["a", "b"],
  );
}

/** What an aggregating function is given: a list, or its items. */
function listOf(values: readonly unknown[]): readonly unknown[] {
  const [first] = values;
  return values.length === 1 && Array.isArray(first) ? first : values;
}

/** The exact sum of numbers; undefined where there is none or something else among them. */
function total(values: readonly unknown[]): number | null | undefined {
  const list = listOf(values);
  if (list.length === 0 || list.some((item) => typeof item !== "number")) return undefined;
  return (list as readonly number[]).reduce<number | null>((sum, item) => (sum === null ? null : exactly("+", sum, item)), 0);
}

function mean(values: readonly unknown[]): number | null | undefined {
  const sum = total(values);
  return typeof sum === "number" ? exactly("/", sum, listOf(values).length) : sum;
}
