import { evaluate } from "feelin";

/** Whether FEEL takes the two for equal; null only equals null. */
export function feelEqual(a: unknown, b: unknown): boolean {
  return evaluate("a = b", { a, b }).value === true;
}
