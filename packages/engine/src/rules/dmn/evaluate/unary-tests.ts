import { FeelRange, parseUnaryTests } from "feelin";
import { type Names, type Report, said, valueOfText } from "./feel.ts";
import { feelEqual } from "./feel-equal.ts";

/**
 * Whether unary tests take the value, which they read as `?` (DMN 1.5, 10.3.2.7 to 10.3.2.9 and 10.3.2.15). feelin reads and runs each of them,
 * and only that: for it a test that comes to null takes a null, no test at all is unknown when negated, and among true and false one that
 * is true counts as a condition that holds.
 */
export function testsTake(text: string, value: unknown, names: Names, report: Report): boolean {
  const tests = testsIn(text, { ...names, "?": value });
  if (!tests) {
    report(said(text, "no unary tests"));
    return false;
  }
  if (tests.isAny) return true;
  const answers = new Set(tests.list.map((test) => takes(test, value, names, report)));
  return answers.has(true) ? !tests.negated : tests.negated && !answers.has(null);
}

interface Test {
  readonly text: string;
  /** The kind of its outermost node. */
  readonly kind: string;
  /** Whether it asks for the value by `?`. */
  readonly asks: boolean;
}

interface Tests {
  readonly isAny: boolean;
  readonly negated: boolean;
  readonly list: readonly Test[];
}

/** The tests, each on its own; undefined where they cannot be read. */
function testsIn(text: string, names: Names): Tests | undefined {
  const list: { text: string; kind: string; asks: boolean }[] = [];
  let [isAny, negated, isRead] = [false, false, true];
  parseUnaryTests(text, names, undefined).iterate({
    enter: ({ name, from, to, type, node }) => {
      const parent = node.parent?.name;
      if (type.isError) isRead = false;
      else if (parent === "UnaryTests" && name === "Wildcard") isAny = true;
      else if (parent === "UnaryTests" && name === "not") negated = true;
      else if (parent === "PositiveUnaryTest") list.push({ text: text.slice(from, to), kind: name, asks: false });
      const test = list.at(-1);
      if (test && text.slice(from, to) === "?") test.asks = true;
    },
  });
  return isRead && (isAny || list.length > 0) ? { isAny, negated, list } : undefined;
}

/** What one test says of the value; null where that cannot be known. */
function takes({ text, kind, asks }: Test, value: unknown, names: Names, report: Report): boolean | null {
  const expected = valueOfText(text, { ...names, "?": value }, report);
  if (asks) return typeof expected === "boolean" ? expected : null;
  if (typeof expected === "boolean" && typeof value !== "boolean" && kind !== "BooleanLiteral") return expected;
  // A null that is written, or that another input has, is a value; one that something came to is not known.
  if (expected === null) return nullKinds.has(kind) ? value === null : null;
  if (!Array.isArray(expected)) return isMetBy(expected, value);
  return feelEqual(expected, value) || expected.some((item: unknown) => isMetBy(item, value) === true);
}

const nullKinds: ReadonlySet<string> = new Set(["null", "VariableName", "PathExpression"]);

function isMetBy(expected: unknown, value: unknown): boolean | null {
  if (expected instanceof FeelRange) return expected.includes(value);
  // `= 2` and `!= 2` are functions to feelin.
  if (typeof expected === "function") return (expected as (value: unknown) => boolean | null)(value);
  return feelEqual(expected, value);
}
