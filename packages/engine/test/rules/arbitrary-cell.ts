import * as fc from "fast-check";
import { date, evaluate, unaryTest } from "feelin";
import { buildTree } from "../../src/model/tree.ts";
import type { TableInput } from "../../src/rules/table.ts";

/** A cell, and feelin's own word on whether it takes a value. */
export interface ArbitraryCell {
  readonly text: string;
  readonly takes: (value: unknown) => boolean;
}

const codes = ["01", "0101", "010101", "0102", "02", "0201", "03"];

/** A tree whose codes are above those they begin with. */
export const tree = buildTree(codes.map((code) => ({ code, parent: code.length > 2 ? code.slice(0, -2) : undefined }))).tree;

/** Values for an input, those in the cells and others, and null. */
export const valuesFor: Readonly<Record<TableInput["type"], fc.Arbitrary<unknown>>> = {
  string: orNull(fc.constantFrom("a", "b", "c", "", 'say "x"', "zz", "a\\b", "\n", "井", "😀", "null", "-", "__proto__", "constructor")),
  number: orNull(fc.oneof(fc.integer({ min: -6, max: 6 }), fc.constantFrom(-0, 0.5, 1.25, 2.5, 1e9))),
  boolean: orNull(fc.boolean()),
  category: orNull(fc.constantFrom(...codes, "99")),
  unit: orNull(fc.constantFrom(...codes, "99")),
  date: orNull(fc.constantFrom("2026-01-01", "2026-02-28", "2026-03-01", "1969-12-31", "2000-02-29")),
  text: orNull(fc.array(fc.constantFrom("井", "盖", "井盖", "路", "x", " "), { maxLength: 6 }).map((parts) => parts.join(""))),
};

/** Cells for an input, in the notations an index holds and in some it does not. */
export const cellsFor: Readonly<Record<TableInput["type"], fc.Arbitrary<ArbitraryCell>>> = {
  string: cells(quoted(["a", "b", "c", "d", "", "a\\b", "\n", "井", "😀", "null", "-", "__proto__", "constructor"]), [
    fc.constantFrom('? = "a"', 'starts with(?, "a")', 'contains(?, "x") or ? = "b"', "string length(?) > 3", '? in ("a", "b")').map(answer),
    fc
      .constantFrom(
        '["a", "b"]',
        '!= "a"',
        '< "b"',
        'not("a", < "c")',
        String.raw`"say \"x\""`,
        '(("a"))',
        'not(("a"))',
        '= "井"',
        '["a".."b"]',
      )
      .map(plain),
  ]),
  number: cells(fc.oneof(numbers(), ranges(numbers())), [
    fc.constantFrom("? > 1 and ? < 4", "? + 1 = 2", "not(? = 3)", "? between 1 and 3", "if ? > 0 then ? < 3 else ? = -2").map(answer),
    fc
      .constantFrom(
        "[1, 2]",
        "!= 2",
        "1 + 1",
        "> 1 + 1",
        "not(!= 1)",
        "= 2",
        "((3))",
        "-(2)",
        "? = -1",
        "[-5..-1]",
        "not((2))",
        "003",
        "2.50",
        "[1, [2, 4]]",
      )
      .map(plain),
  ]),
  boolean: cells(fc.constantFrom("true", "false"), [
    fc.constantFrom("? = true", "?", "? and true", "? or false", "if ? then true else false").map(answer),
    fc.constantFrom("= true", "!= false", "[true]").map(plain),
  ]),
  category: trees(),
  unit: trees(),
  date: cells(fc.oneof(dates(), ranges(dates())), [fc.constantFrom('? > @"2026-01-01"', '? = date("2026-03-01")').map(answer)], date),
  text: texts(),
};

function orNull(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 5, arbitrary: values }, { weight: 1, arbitrary: fc.constant(null) });
}

function quoted(literals: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...literals).map((text) => JSON.stringify(text));
}

function numbers(): fc.Arbitrary<string> {
  return fc.constantFrom("-5", "-1", "0", "0.5", "1", "2", "2.5", "4");
}

function dates(): fc.Arbitrary<string> {
  return fc.constantFrom('@"2026-01-01"', 'date("2026-02-28")', 'date( "2026-03-01" )', '@"1969-12-31"');
}

function ranges(bounds: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const comparison = fc.tuple(fc.constantFrom("<", "<=", ">", ">="), fc.constantFrom("", " "), bounds).map((parts) => parts.join(""));
  const interval = fc.tuple(fc.constantFrom("[", "(", "]"), bounds, fc.constantFrom("..", " .. "), bounds, fc.constantFrom("]", ")", "["));
  return fc.oneof(
    comparison,
    // feelin reads [10..1] as [1..10], against DMN 1.5, 10.3.2.7.
    interval.map(([start, a, dots, b, end]) => [start, ...[a, b].toSorted(inOrder), end].toSpliced(2, 0, dots).join("")),
  );
}

function inOrder(a: string, b: string): number {
  const [first, second] = [a, b].map((bound) => evaluate(`string(${bound})`).value as string);
  return Number(first) - Number(second) || (String(first) < String(second) ? -1 : 1);
}

/** A list of tests, negated or not, with null among them now and then. */
function lists(tests: fc.Arbitrary<string>): fc.Arbitrary<{ readonly negated: boolean; readonly tests: readonly string[] }> {
  const test = fc.oneof({ weight: 6, arbitrary: tests }, { weight: 1, arbitrary: fc.constant("null") });
  return fc.record({ negated: fc.boolean(), tests: fc.array(test, { minLength: 1, maxLength: 4 }) });
}

function cells(
  tests: fc.Arbitrary<string>,
  others: readonly fc.Arbitrary<ArbitraryCell>[],
  feel?: (value: string) => unknown,
): fc.Arbitrary<ArbitraryCell> {
  const list = lists(tests).map(({ negated, tests: each }) => plain(negated ? `not(${each.join(", ")})` : each.join(",")));
  const cell = fc.oneof({ weight: 4, arbitrary: list }, { weight: 1, arbitrary: fc.constantFrom("-", " - ").map(plain) }, ...others);
  if (!feel) return cell;
  return cell.map(({ text, takes }) => ({ text, takes: (value) => takes(value === null ? null : feel(value as string)) }));
}

/** What feelin says of unary tests, but that null, which is neither less nor more than anything, is not outside a range either. */
function plain(text: string): ArbitraryCell {
  const ordersNot = /^not\(.*(<|>|\.\.)/.test(text);
  return { text, takes: (value) => !(ordersNot && value === null) && unaryTest(text, { "?": value }).value === true };
}

/** A test that reads `?` takes a value only where it is true; feelin would also match null with null. */
function answer(text: string): ArbitraryCell {
  return { text, takes: (value) => evaluate(text, { "?": value }).value === true };
}

/** A code takes its descendants, unless it is compared with: for feelin each code is written out with those below it. */
function trees(): fc.Arbitrary<ArbitraryCell> {
  const compared = fc.constantFrom('? = "01"', '= "01"', '? in ("01", "0201")', '!= "0101"', 'starts with(?, "02")');
  return fc.oneof({ weight: 3, arbitrary: lists(quoted(codes)) }, lists(fc.oneof(quoted(codes), compared))).map(({ negated, tests }) => {
    const wrap = (parts: readonly string[]): string => (negated ? `not(${parts.join(",")})` : parts.join(", "));
    const isUnknown = (test: string): boolean => test.startsWith("starts with");
    const takes = (value: unknown): boolean =>
      !(negated && value === null && tests.some(isUnknown)) &&
      tests.some((test) => (test.includes("?") ? answer(test) : plain(withThoseBelow(test))).takes(value)) !== negated;
    return { text: wrap(tests), takes };
  });
}

function withThoseBelow(test: string): string {
  if (!test.startsWith('"')) return test;
  const below = codes.filter((code) => tree.lineage(code).includes(JSON.parse(test) as string));
  return below.map((code) => JSON.stringify(code)).join(", ");
}

/** Formulas over keywords; for feelin a missing text is an empty one. */
function texts(): fc.Arbitrary<ArbitraryCell> {
  const contains = fc.constantFrom("井盖", "盖", "井", "路x", "井盖路", "x").map((keyword) => `contains(?, "${keyword}")`);
  const { formula } = fc.letrec<{ formula: string }>((tie) => ({
    formula: fc.oneof(
      { maxDepth: 3 },
      contains,
      fc.tuple(tie("formula"), fc.constantFrom(" and ", " or "), tie("formula")).map((parts) => parts.join("")),
      tie("formula").map((part) => `not(${part})`),
      tie("formula").map((part) => `(${part})`),
    ),
  }));
  const list = fc.record({ negated: fc.boolean(), parts: fc.array(formula, { minLength: 1, maxLength: 3 }) });
  const text = list.map(({ negated, parts }) => (negated ? `not(${parts.join(", ")})` : parts.join(", ")));
  const others = fc.constantFrom(
    'contains(?, "井") and string length(?) > 2',
    'not(contains(?, "井"), "x")',
    'not(starts with(?, "井"))',
    '"井盖", contains(?, "路")',
    '? != "井"',
    'not(contains(?, "井") and ? != "井盖")',
  );
  return fc
    .oneof({ weight: 4, arbitrary: text }, others, fc.constant("-"))
    .map((each) => ({ text: each, takes: (value) => plain(each).takes(value ?? "") }));
}
