import { feelEquals, isWithin } from "./values.ts";

/** The comparison operators, each as a test of a value against an operand. */
export const comparisons: Readonly<Record<string, (value: unknown, operand: unknown) => boolean | null>> = {
  "=": (value, operand) => feelEquals(value, operand),
  "!=": (value, operand) => {
    const equal = feelEquals(value, operand);
    return equal === null ? null : !equal;
  },
  "<": (value, operand) => isWithin(value, { low: undefined, high: operand, lowIncluded: false, highIncluded: false }),
  "<=": (value, operand) => isWithin(value, { low: undefined, high: operand, lowIncluded: false, highIncluded: true }),
  ">": (value, operand) => isWithin(value, { low: operand, high: undefined, lowIncluded: false, highIncluded: false }),
  ">=": (value, operand) => isWithin(value, { low: operand, high: undefined, lowIncluded: true, highIncluded: false }),
};
