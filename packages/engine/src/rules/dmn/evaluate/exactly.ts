import { calculate, type Operator } from "../../feel/arithmetic.ts";
import { nearest } from "../../feel/decimal.ts";

/** The result in decimals, as the nearest JavaScript number; null where there is none. */
export function exactly(operator: Operator, a: number, b: number): number | null {
  const result = calculate(operator, a, b);
  return result === null ? null : nearest(result);
}
