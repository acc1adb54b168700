import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { calculate, compareNumbers, whole } from "../../../src/rules/feel/arithmetic.ts";
import { compileExpression } from "../../../src/rules/feel/compile-expression.ts";
import { decimalText, type FeelNumber, feelNumber, nearest, scaledText } from "../../../src/rules/feel/decimal.ts";

/** A number as a fraction of whole numbers, exact. */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

const operators = ["+", "-", "*", "/"] as const;

/** Plain decimals of up to `most` digits, small and large. */
function decimals(most: number): fc.Arbitrary<string> {
  const digits = fc
    .array(fc.constantFrom(..."0 0 1 2 3 4 5 6 7 8 9 9 9".split(" ")), { minLength: 1, maxLength: most })
    .map((all) => all.join(""));
  return fc.tuple(fc.constantFrom("", "-"), digits, fc.nat(most)).map(([sign, all, places]) => {
    const padded = all.padStart(places + 1, "0");
    return `${sign}${padded.slice(0, padded.length - places)}${places > 0 ? `.${padded.slice(-places)}` : ""}`;
  });
}

test("+ - * / answer the exact result rounded to 34 digits, ties to even (DMN 1.5, 10.3.2.3.1)", () => {
  fc.assert(
    fc.property(decimals(34), fc.constantFrom(...operators), decimals(34), (a, operator, b) => {
      const result = calculate(operator, numberFrom(a), numberFrom(b));
      if (operator === "/" && fractionOf(b).over === 0n) return assert.is(result, null);
      if (result === null) return assert.unreachable();
      assert.equal(fractionOf(decimalText(result)), roundedTo34(exact(operator, fractionOf(a), fractionOf(b))), `${a} ${operator} ${b}`);
    }),
    { numRuns: 3_000 },
  );
});

test("sums, differences and products of amounts compare equal to the decimal anyone would write", () => {
  fc.assert(
    fc.property(decimals(15), fc.constantFrom("+", "-", "*"), decimals(15), (a, operator, b) => {
      const { over, under } = exact(operator, fractionOf(a), fractionOf(b));
      const expected = decimalText(feelNumber(scaledText(quotient(over, under))) ?? 0);
      const [left, right] = [a, b].map((text) => (text.startsWith("-") ? `(${text})` : text));
      assert.is(valueOf(`${left} ${operator} ${right} = ${expected}`), true);
      const amounts = { a: Number(a), b: Number(b) };
      assert.is(valueOf(`a ${operator} b`, amounts), Number(expected), `${a} ${operator} ${b}`);
      assert.is(valueOf(`a ${operator} b >= ${expected} and a ${operator} b in [${expected}..${expected}]`, amounts), true);
    }),
    { numRuns: 1_000 },
  );
});

test("amounts of few decimals, which are calculated in whole numbers, come out the same", () => {
  const amounts = fc.tuple(fc.integer({ min: -(10 ** 15), max: 10 ** 15 }), fc.constantFrom(0, 1, 2, 3, 4, 6, 7)).map(([n, places]) => {
    return decimalText(feelNumber({ digits: BigInt(n), exponent: -places }) ?? 0);
  });
  const small = fc
    .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.nat(7))
    .map(([n, places]) => decimalText(feelNumber({ digits: BigInt(n), exponent: -places }) ?? 0));
  fc.assert(
    fc.property(fc.oneof(amounts, small), fc.constantFrom("+", "-", "*"), fc.oneof(amounts, small), (a, operator, b) => {
      const result = calculate(operator, Number(a), Number(b));
      if (result === null) return assert.unreachable();
      assert.equal(fractionOf(decimalText(result)), roundedTo34(exact(operator, fractionOf(a), fractionOf(b))), `${a} ${operator} ${b}`);
      assert.not(Object.is(result, -0));
    }),
    { numRuns: 3_000 },
  );
});

test("the sums everybody tries come out as on paper", () => {
  for (const source of [
    "0.1 + 0.2 = 0.3",
    "1000000.1 - 1000000 = 0.1",
    "1.1 * 3 = 3.3",
    "4.35 * 100 = 435",
    "2 / 3 * 3 = 2",
    "1 / 3 * 3 != 1",
    "sum(0.1, 0.2) = 0.3",
    "max([0.1 + 0.2, 0.3]) = 0.3",
    "list contains([0.1 + 0.2], 0.3)",
    'string(0.1 + 0.2) = "0.3"',
    'number("0.3") = 0.1 + 0.2',
    "floor(0.7 * 10 + 0.1 * 10) = 8",
    "9007199254740993 > 9007199254740992",
    "0 * -1 = 0",
  ])
    assert.is(valueOf(source), true, source);
});

test("numbers compare, and round to whole ones, by their exact value", () => {
  fc.assert(
    fc.property(decimals(34), decimals(34), (a, b) => {
      const [p, q] = [fractionOf(a), fractionOf(b)];
      const difference = p.over * q.under - q.over * p.under;
      assert.is(Math.sign(compareNumbers(numberFrom(a), numberFrom(b))), difference > 0n ? 1 : difference < 0n ? -1 : 0);
      const down = (p.over - (((p.over % p.under) + p.under) % p.under)) / p.under;
      assert.is(decimalText(whole(numberFrom(a), "floor") ?? Number.NaN), String(down));
      assert.is(decimalText(whole(numberFrom(a), "ceiling") ?? Number.NaN), String(p.over % p.under === 0n ? down : down + 1n));
    }),
    { numRuns: 1_000 },
  );
});

test("what a JavaScript number holds is taken as it is written, and nothing infinite ever comes out", () => {
  const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(numbers, fc.constantFrom(...operators), numbers, (a, operator, b) => {
      const result = calculate(operator, a, b);
      const value = result === null ? null : nearest(result);
      assert.ok(value === null || Number.isFinite(value));
      assert.not(Object.is(value, -0));
      assert.is(compareNumbers(a, b) < 0, a < b);
      assert.is(nearest(feelNumber(scaledText(decimalText(a))) ?? Number.NaN), a + 0);
    }),
    { numRuns: 1_000 },
  );
});

test("what is too large is null, as FEEL has no infinity", () => {
  const large = numberFrom("9".repeat(34));
  let power: FeelNumber | null = large;
  for (let i = 0; i < 8; i += 1) power = power === null ? null : calculate("*", power, power);
  assert.is(power, null);
  assert.is(valueOf("a * a", { a: 1e200 }), null);
  assert.is(valueOf("a * a / a = a", { a: 1e200 }), true);
});

test('number() takes plain decimals only, where feelin makes 0 of "" and Infinity of "Infinity"', () => {
  for (const text of ["", " ", "Infinity", "NaN", "0x10", "1e3", "1.", "--1", "9".repeat(200)])
    assert.is(valueOf("number(s)", { s: text }), null);
  assert.equal([valueOf("number(s)", { s: " -1.50 " }), valueOf("number(s)", { s: ".5" })], [-1.5, 0.5]);
});

function valueOf(source: string, scope: Readonly<Record<string, unknown>> = {}): unknown {
  const compiled = compileExpression(source, { names: Object.keys(scope) });
  return compiled.ok ? compiled.run(scope) : assert.unreachable(compiled.message.en);
}

function numberFrom(text: string): FeelNumber {
  return feelNumber(scaledText(text)) ?? Number.NaN;
}

function fractionOf(text: string): Fraction {
  const [units = "", places = ""] = text.split(".");
  return reduced({ over: BigInt(units + places), under: 10n ** BigInt(places.length) });
}

function exact(operator: (typeof operators)[number], a: Fraction, b: Fraction): Fraction {
  switch (operator) {
    case "+":
      return reduced({ over: a.over * b.under + b.over * a.under, under: a.under * b.under });
    case "-":
      return reduced({ over: a.over * b.under - b.over * a.under, under: a.under * b.under });
    case "*":
      return reduced({ over: a.over * b.over, under: a.under * b.under });
    case "/":
      return reduced(
        b.over < 0n ? { over: -a.over * b.under, under: -b.over * a.under } : { over: a.over * b.under, under: b.over * a.under },
      );
  }
}

/** Steps through powers of ten until 34 digits stand before the point, and rounds there. */
function roundedTo34({ over, under }: Fraction): Fraction {
  const limit = 10n ** 34n;
  const size = over < 0n ? -over : over;
  if (size === 0n) return { over: 0n, under: 1n };
  let [up, down] = [1n, 1n];
  while (size * up < (limit / 10n) * under * down) up *= 10n;
  while (size * up >= limit * under * down) down *= 10n;
  const [top, bottom] = [size * up, under * down];
  const below = top / bottom;
  const rest = 2n * (top % bottom) - bottom;
  const nearestWhole = rest > 0n || (rest === 0n && below % 2n === 1n) ? below + 1n : below;
  return reduced({ over: (over < 0n ? -nearestWhole : nearestWhole) * down, under: up });
}

/** A fraction whose denominator is made of twos and fives, in decimals. */
function quotient(over: bigint, under: bigint): string {
  let places = 0;
  let power = 1n;
  while (power % under !== 0n) {
    power *= 10n;
    places += 1;
  }
  const digits = String((over < 0n ? -over : over) * (power / under)).padStart(places + 1, "0");
  const sign = over < 0n ? "-" : "";
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function reduced({ over, under }: Fraction): Fraction {
  let [a, b] = [over < 0n ? -over : over, under];
  while (b > 0n) [a, b] = [b, a % b];
  return a === 0n ? { over: 0n, under: 1n } : { over: over / a, under: under / a };
}

test.run();
