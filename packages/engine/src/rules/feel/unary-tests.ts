import { comparisons } from "./comparisons.ts";
import { refuseEmptyRange } from "./empty-range.ts";
import { compileChild, type Compiling, refuse, type Run, type Scope, textOf } from "./scope.ts";
import { childrenOf, type SyntaxNode } from "./syntax.ts";
import { feelEquals, isWithin, kindOf } from "./values.ts";

/** Whether a value passes one test; null where the two cannot be compared. */
type Test = (value: unknown, scope: Scope, subject: unknown) => boolean | null;

/**
 * Compiles the unary tests of a cell. Satisfied are tests one of which is true, and a `not(…)` all of which are false: null, as of
 * `> 3` for a missing number, satisfies neither (DMN 1.5, 10.3.2.10). feelin also takes null for null, so that `contains(?, "x")` held
 * for a missing text.
 */
export function compileUnaryTests(node: SyntaxNode, compiling: Compiling): (scope: Scope, subject: unknown) => boolean {
  const children = childrenOf(node);
  if (children[0]?.name === "Wildcard") return () => true;
  const negated = children[0]?.name === "not";
  const tests = childrenOf(children[negated ? 2 : 0] ?? node).map((test) => compileTest(test, compiling));
  return negated
    ? (scope, subject) => tests.every((test) => test(subject, scope, subject) === false)
    : (scope, subject) => tests.some((test) => test(subject, scope, subject) === true);
}

/** Compiles `x in …`: a list, a range, comparisons, or several of them in parentheses. */
export function compileIn(node: SyntaxNode, compiling: Compiling): Run {
  const children = childrenOf(node);
  const operand = children.find((child) => child.name.startsWith("PositiveUnaryTest"));
  const trap = operand?.firstChild?.name;
  if (trap === "Conjunction" || trap === "Disjunction") return refuseTrap(node, compiling);
  const value = compileChild(node, 0, compiling);
  const members = operand?.name === "PositiveUnaryTests" ? childrenOf(operand) : operand ? [operand] : [];
  const tests = members.map((member) => compileMember(member, members.length === 1, compiling));
  return (scope, subject) => {
    const probe = value(scope, subject);
    let unknown = false;
    for (const test of tests) {
      const passed = test(probe, scope, subject);
      if (passed === true) return true;
      unknown ||= passed === null;
    }
    return unknown ? null : false;
  };
}

/** One test of a cell: its value is a list to be in, a value to equal, or, where it reads `?` or compares, an answer. */
function compileTest(node: SyntaxNode, compiling: Compiling): Test {
  const ranged = compileRange(node, compiling);
  if (ranged) return ranged;
  const operand = node.firstChild;
  const takes = isLiteral(operand, "BooleanLiteral") ? feelEquals : compiling.takes;
  const run = compileChild(node, 0, compiling);
  if (operand && isAnswer(operand)) return (_, scope, subject) => truthOf(run(scope, subject));
  return (value, scope, subject) => {
    const expected = run(scope, subject);
    return Array.isArray(expected) ? expected.some((item) => takes(item, value) === true) : takes(expected, value);
  };
}

function truthOf(value: unknown): boolean | null {
  return typeof value === "boolean" ? value : null;
}

/** Whether a test is true or false of itself, instead of a value to compare with. */
export function isAnswer(node: SyntaxNode): boolean {
  return answers.has(node.name) || readsSubject(node);
}

const answers = new Set(["Comparison", "Conjunction", "Disjunction"]);

/** One operand of `in`: a list lends its members, and among others is a value too; plain values that cannot be compared count as unequal. */
function compileMember(node: SyntaxNode, alone: boolean, compiling: Compiling): Test {
  const ranged = compileRange(node, compiling);
  if (ranged) return ranged;
  const run = compileChild(node, 0, compiling);
  return (value, scope, subject) => {
    const expected = run(scope, subject);
    if (alone && kindOf(expected) === "null") return null;
    const choices: readonly unknown[] = Array.isArray(expected) ? (alone ? expected : [expected, ...expected]) : [expected];
    return choices.some((item) => feelEquals(item, value) === true);
  };
}

/** A comparison without its left side (`>= 3`) or an interval; undefined for any other test. */
function compileRange(node: SyntaxNode, compiling: Compiling): Test | undefined {
  if (node.firstChild?.name !== "SimplePositiveUnaryTest") return undefined;
  const [first, operand] = childrenOf(node.firstChild);
  if (first?.name === "Interval") return compileInterval(first, compiling);
  const compare = first && comparisons[textOf(first, compiling)];
  if (!operand || !compare) return undefined;
  const run = compiling.compile(operand);
  return (value, scope, subject) => compare(value, run(scope, subject));
}

function compileInterval(node: SyntaxNode, compiling: Compiling): Test {
  const low = compileChild(node, 1, compiling);
  const high = compileChild(node, 3, compiling);
  const text = textOf(node, compiling);
  const included = { lowIncluded: text.startsWith("["), highIncluded: text.endsWith("]") };
  refuseEmptyRange({ text, bounds: [node], low, high, ...included }, compiling);
  return (value, scope, subject) => isWithin(value, { low: low(scope, subject), high: high(scope, subject), ...included });
}

/** Whether it is a literal of this kind, in parentheses or not. */
function isLiteral(node: SyntaxNode | null, kind: string): boolean {
  if (node?.name === "ParenthesizedExpression") return isLiteral(childrenOf(node)[1] ?? null, kind);
  return node?.name === kind;
}

function readsSubject(node: SyntaxNode): boolean {
  return node.name === "?" || childrenOf(node).some((child) => readsSubject(child));
}

function refuseTrap(node: SyntaxNode, compiling: Compiling): Run {
  const text = textOf(node, compiling);
  return refuse(compiling, "in-and", {
    "zh-CN": `FEEL 把“${text}”里 in 之后的 and/or 当作列表的一部分，结果总是 null。请给 in 部分加括号：(x in [1, 2]) and y。`,
    en: `In “${text}” FEEL takes the and/or after in as part of the list, so it is always null. Put the in part in parentheses: (x in [1, 2]) and y.`,
  });
}
