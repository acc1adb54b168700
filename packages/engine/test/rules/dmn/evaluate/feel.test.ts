import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { exact } from "../../../../src/rules/dmn/evaluate/exact.ts";
import { valueOfText } from "../../../../src/rules/dmn/evaluate/feel.ts";
import { plainValue } from "../../../../src/rules/dmn/evaluate/plain-value.ts";
import { testsTake } from "../../../../src/rules/dmn/evaluate/unary-tests.ts";
import { compileExpression } from "../../../../src/rules/feel/compile-expression.ts";

const value = (text: string, names = {}) => plainValue(valueOfText(text, names, () => {}));

test("arithmetic is in decimals, and with durations and moments as DMN has it", () => {
  for (const [text, expected] of [
    ["0.1 + 0.2 = 0.3", true],
    ["1.1 * 3", 3.3],
    ["sum(0.1, 0.2)", 0.3],
    ["mean([0.1, 0.2, 0.3])", 0.2],
    ["1 / 0", null],
    ["-5 + 3 ** 2", 4],
    ['"a" + "b"', "ab"],
    ['@"P1D" * 3', "P3D"],
    ['2.5 * @"PT1H"', "PT2H30M"],
    ['@"P1Y" / 2', "P6M"],
    ['@"P49M" / 49', "P1M"],
    ['@"P100M" * 0.29', "P2Y5M"],
    ['@"P1D" / 0', null],
    ['@"PT3H" / @"PT1H"', 3],
    ['@"P1Y" / @"P1D"', null],
    ['-@"P1Y2M"', "-P1Y2M"],
    ['@"2026-11-26" + @"PT30H"', "2026-11-27"],
    ['@"2026-11-26T10:00:00+02:00" - @"2026-11-26T10:00:00Z"', "-PT2H"],
    ['@"2026-11-26T10:00:00+02:00" - @"2026-11-26T10:00:00"', null],
    ["[10, 20, 30][-1]", 30],
    ["[1, 2, 3][item + 1 > 2]", [2, 3]],
    ["(function(n) n * 0.1)(3)", 0.3],
    ["{a: 0.1, b: a + 0.2}.b", 0.3],
    ["for i in 1..2 + 1 return i * 0.1", [0.1, 0.2, 0.3]],
    ["1 + /* one */ 1 // two", 2],
    ["1 in [-2..3 - 1]", true],
  ] as const)
    assert.equal(value(text), expected, text);
});

test("a name with signs in it is a name still", () => {
  assert.is(value("Loan-Info + 1", { "Loan-Info": 0.1 }), 1.1);
  assert.is(exact("Loan-Info", { "Loan-Info": 1 }), "Loan-Info");
});

test("arithmetic over decimals comes to what rules come to", () => {
  const number = fc.oneof(
    fc.integer({ min: -1000, max: 1000 }),
    fc.integer({ min: -99_999, max: 99_999 }).map((n) => n / 1000),
  );
  const sum = fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("+", "-", "*", "/"), fc.constantFrom("a", "b", "(b - c)", "-c"));
  fc.assert(
    fc.property(sum, fc.record({ a: number, b: number, c: number }), (parts, names) => {
      const text = parts.join(" ");
      const compiled = compileExpression(text, { names: ["a", "b", "c"] });
      if (!compiled.ok) return assert.unreachable(text);
      assert.is(value(text, names), compiled.run(names), text);
    }),
  );
});

test("no text makes it throw: what cannot be read is null, and no test", () => {
  const piece = fc.constantFrom(
    "(",
    ")",
    "[",
    "..",
    "+",
    "-",
    "/",
    "*",
    "1",
    '"a"',
    "a",
    "for",
    "in",
    "return",
    "not",
    "?",
    ",",
    "@",
    "{",
    "//",
  );
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(" ")),
  );
  fc.assert(
    fc.property(text, (feel) => {
      valueOfText(feel, { a: 1 }, () => {});
      assert.type(
        testsTake(feel, 1, { a: 1 }, () => {}),
        "boolean",
      );
    }),
  );
});

test("functions of ranges that feelin has names for only", () => {
  for (const [text, expected] of [
    ["during(5, [1..10])", true],
    ["during([4..11], [1..10])", false],
    ["starts(1, (1..10])", false],
    ["starts([1..5], [1..10])", true],
    ["started by([1..10], 1)", true],
    ["finishes([5..10), [1..10])", false],
    ["finished by([1..10], 10)", true],
    ["coincides([1..5], [1..5])", true],
    ["coincides(3, 4)", false],
    ["overlaps before([1..5], [3..8])", true],
    ["overlaps after([3..8], [1..5])", true],
    ["overlaps before([1..2], [3..8])", false],
    ['2 in range("[1..3]")', true],
    ['range("[3..1]")', null],
    ['range("1")', null],
  ] as const)
    assert.is(value(text), expected, text);
});

test("unary tests hold, do not hold, or are not known, and unknown is not taken", () => {
  const takes = (tests: string, subject: unknown, names = {}) => testsTake(tests, subject, names, () => {});
  for (const [tests, subject, expected] of [
    ["-", null, true],
    ["> 1, 0", 0, true],
    ["not(1, > 5)", 3, true],
    ["not(> 5)", null, false],
    ["not(1)", null, true],
    ["null", null, true],
    ["string length(?) > 3", null, false],
    ["? > 1 and ? < 4", 3, true],
    ["[1, 2]", 2, true],
    ["[[1, 2], [3, 4]]", [3, 4], true],
    ["!= 2", 3, true],
    ["other", false, true],
    ["true", null, false],
    ["1 +", 1, false],
    ["missing", null, true],
  ] as const)
    assert.is(takes(tests, subject, { other: false }), expected, tests);
});

test.run();
