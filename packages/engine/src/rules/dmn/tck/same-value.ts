import { feelEqual } from "../evaluate/feel-equal.ts";
import { isContext } from "../evaluate/coerce.ts";

/** Whether an answer is what is expected: numbers to eight places or digits, since the expected ones are rounded; lists in their order. */
export function isSameValue(actual: unknown, expected: unknown): boolean {
  if (actual === null || expected === null) return actual === expected;
  if (typeof actual === "number" && typeof expected === "number") return isNear(actual, expected);
  if (Array.isArray(actual) && Array.isArray(expected))
    return actual.length === expected.length && actual.every((item, i) => isSameValue(item, expected[i]));
  if (isContext(actual) && isContext(expected)) {
    const names = Object.keys(actual);
    return (
      names.length === Object.keys(expected).length && names.every((name) => isSameValue(actual[name] ?? null, expected[name] ?? null))
    );
  }
  return feelEqual(actual, expected);
}

function isNear(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-8 * Math.max(1, Math.abs(b));
}
