const mark = Symbol("decimal");

/** A FEEL number of more digits than a JavaScript number keeps: `digits` × 10 to the `exponent`. */
export interface Decimal {
  readonly [mark]: true;
  readonly digits: bigint;
  readonly exponent: number;
}

/** A FEEL number; a JavaScript number stands for the shortest decimal that reads as it, as JSON writes it. */
export type FeelNumber = number | Decimal;

/** Digits times a power of ten, not yet rounded. */
export type Scaled = Pick<Decimal, "digits" | "exponent">;

/** Whether the value is a FEEL number. */
export function isFeelNumber(value: unknown): value is FeelNumber {
  return typeof value === "number" || isDecimal(value);
}

/** Whether the value is one of the numbers JavaScript has no room for. */
export function isDecimal(value: unknown): value is Decimal {
  return typeof value === "object" && value !== null && mark in value;
}

/** The digits of a finite number. */
export function scaled(number: FeelNumber): Scaled {
  if (typeof number !== "number") return number;
  const [mantissa = "0", exponent = "0"] = String(number).split("e");
  return scaledText(mantissa, Number(exponent));
}

/** The digits of a plain decimal such as `-1.25`. */
export function scaledText(text: string, exponent = 0): Scaled {
  const [whole = "", fraction = ""] = text.split(".");
  return { digits: BigInt(whole + fraction), exponent: exponent - fraction.length };
}

/** Rounds to FEEL's 34 digits, ties to even; null for what is too large (DMN 1.5, 10.3.2.3.1: decimal128 without infinity). */
export function feelNumber({ digits, exponent }: Scaled): FeelNumber | null {
  const short = rounded({ digits, exponent }, precision);
  if (short.digits === 0n) return 0;
  const magnitude = lengthOf(short.digits) + short.exponent;
  if (magnitude > largestMagnitude) return null;
  if (magnitude < smallestMagnitude) return 0;
  return asNumber(short, magnitude) ?? { [mark]: true, ...short };
}

/** The nearest JavaScript number; null where there is none. */
export function nearest(number: FeelNumber): number | null {
  const value = typeof number === "number" ? number : Number(`${number.digits}e${number.exponent}`);
  // Adding 0 makes 0 of -0.
  return Number.isFinite(value) ? value + 0 : null;
}

/** The number in plain decimals, however large or small. */
export function decimalText(number: FeelNumber): string {
  if (typeof number === "number" && (!String(number).includes("e") || !Number.isFinite(number))) return String(number);
  const { digits, exponent } = scaled(number);
  if (exponent >= 0) return `${digits}${"0".repeat(exponent)}`;
  const all = String(digits < 0n ? -digits : digits).padStart(1 - exponent, "0");
  return `${digits < 0n ? "-" : ""}${all.slice(0, exponent)}.${all.slice(exponent)}`;
}

/** How many digits there are, the sign left out. */
export function lengthOf(digits: bigint): number {
  return String(digits < 0n ? -digits : digits).length;
}

const precision = 34;
const largestMagnitude = 6145;
const smallestMagnitude = -6143;

function rounded({ digits, exponent }: Scaled, most: number): Scaled {
  const excess = lengthOf(digits) - most;
  if (excess > 0) return rounded({ digits: halfEven(digits, 10n ** BigInt(excess)), exponent: exponent + excess }, most);
  const zeros = /0*$/.exec(String(digits))?.[0].length ?? 0;
  return digits === 0n ? { digits, exponent: 0 } : { digits: digits / 10n ** BigInt(zeros), exponent: exponent + zeros };
}

function halfEven(digits: bigint, unit: bigint): bigint {
  const quotient = digits / unit;
  const rest = 2n * (digits % unit);
  const step = digits < 0n ? -1n : 1n;
  const over = rest * step - unit;
  return over > 0n || (over === 0n && quotient % 2n !== 0n) ? quotient + step : quotient;
}

/** Every decimal of 15 digits has a JavaScript number of its own, and so has every safe integer. */
function asNumber({ digits, exponent }: Scaled, magnitude: number): number | undefined {
  if (magnitude > 300 || magnitude < -290) return undefined;
  const number = Number(`${digits}e${exponent}`);
  return lengthOf(digits) <= 15 || (exponent >= 0 && Number.isSafeInteger(number)) ? number : undefined;
}
