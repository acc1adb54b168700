import { type FeelNumber, feelNumber, isDecimal, lengthOf, type Scaled, scaled } from "./decimal.ts";

/** The operators of FEEL's arithmetic that rules may use. */
export type Operator = "+" | "-" | "*" | "/";

/** Calculates in decimals of 34 digits (DMN 1.5, 10.3.2.3.1); null where there is no result, as for division by zero. */
export function calculate(operator: Operator, a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === "number" && typeof b === "number") {
    const result = calculateFast(operator, a, b);
    if (result !== undefined) return result;
  }
  return hasDigits(a) && hasDigits(b) ? inDecimals[operator](scaled(a), scaled(b)) : null;
}

/** Below 0 where `a` is less than `b`, above where it is greater, 0 where they are equal; NaN for what is no number. */
export function compareNumbers(a: FeelNumber, b: FeelNumber): number {
  if (typeof a === "number" && typeof b === "number") return a === b ? 0 : a - b;
  if (!hasDigits(a) || !hasDigits(b)) return Number.NaN;
  return sign(difference(scaled(a), scaled(b)).digits);
}

/** Rounds to the whole number below, or above. */
export function whole(number: FeelNumber, towards: "floor" | "ceiling"): FeelNumber | null {
  if (typeof number === "number") return Math[towards === "floor" ? "floor" : "ceil"](number) + 0;
  const { digits, exponent } = number;
  if (exponent >= 0) return number;
  if (lengthOf(digits) + exponent < 0) return towards === "floor" ? (digits < 0n ? -1 : 0) : digits > 0n ? 1 : 0;
  const unit = 10n ** BigInt(-exponent);
  const cut = digits / unit;
  const rest = digits % unit;
  const step = towards === "floor" ? (rest < 0n ? -1n : 0n) : rest > 0n ? 1n : 0n;
  return feelNumber({ digits: cut + step, exponent: 0 });
}

/** What needs no more than whole numbers below 2^53: whole operands, or few decimals once they are scaled; undefined for the rest. */
function calculateFast(operator: Operator, a: number, b: number): number | undefined {
  // Adding 0 makes 0 of -0.
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    const result = inIntegers[operator](a, b);
    return Number.isSafeInteger(result) ? result + 0 : undefined;
  }
  const scale = scales[operator];
  const [left, right] = [Math.round(a * scale), Math.round(b * scale)];
  if (scale === 0 || left / scale !== a || right / scale !== b) return undefined;
  const result = inIntegers[operator](left, right);
  if (Math.abs(left) > keptWhole || Math.abs(right) > keptWhole || Math.abs(result) > keptWhole) return undefined;
  return result / (operator === "*" ? scale * scale : scale) + 0;
}

/** Divided by a power of ten, a whole number of 15 digits gives the JavaScript number of that very decimal. */
const keptWhole = 999_999_999_999_999;

const scales: Readonly<Record<Operator, number>> = { "+": 1e6, "-": 1e6, "*": 1e4, "/": 0 };

const inIntegers: Readonly<Record<Operator, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => (b === 0 ? Number.NaN : a / b),
};

const inDecimals: Readonly<Record<Operator, (a: Scaled, b: Scaled) => FeelNumber | null>> = {
  "+": (a, b) => feelNumber(difference(a, { ...b, digits: -b.digits })),
  "-": (a, b) => feelNumber(difference(a, b)),
  "*": (a, b) => feelNumber({ digits: a.digits * b.digits, exponent: a.exponent + b.exponent }),
  "/": divide,
};

/** Exact, unless one side is so small that it is beyond every digit kept: then only its sign counts. */
function difference(a: Scaled, b: Scaled): Scaled {
  if (b.digits === 0n) return a;
  if (a.digits === 0n) return { digits: -b.digits, exponent: b.exponent };
  const gap = lengthOf(a.digits) + a.exponent - lengthOf(b.digits) - b.exponent;
  if (gap > farApart) return a;
  if (gap < -farApart) return { digits: -b.digits, exponent: b.exponent };
  const exponent = Math.min(a.exponent, b.exponent);
  return { digits: aligned(a, exponent) - aligned(b, exponent), exponent };
}

/** Two numbers of 34 digits each; beyond that the smaller cannot change the rounded result. */
const farApart = 72;

function aligned({ digits, exponent }: Scaled, to: number): bigint {
  return digits * 10n ** BigInt(exponent - to);
}

function divide(a: Scaled, b: Scaled): FeelNumber | null {
  if (b.digits === 0n) return null;
  const shift = Math.max(0, 38 + lengthOf(b.digits) - lengthOf(a.digits));
  const dividend = a.digits * 10n ** BigInt(shift);
  const quotient = dividend / b.digits;
  const negative = dividend < 0n !== b.digits < 0n;
  // A last digit for what is left over, so that it is not taken for a tie when the result is rounded.
  const rest = dividend % b.digits === 0n ? 0n : negative ? -1n : 1n;
  return feelNumber({ digits: quotient * 10n + rest, exponent: a.exponent - b.exponent - shift - 1 });
}

function hasDigits(number: FeelNumber): boolean {
  return isDecimal(number) || Number.isFinite(number);
}

function sign(digits: bigint): number {
  return digits > 0n ? 1 : digits < 0n ? -1 : 0;
}
