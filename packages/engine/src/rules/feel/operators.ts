import { calculate, type Operator } from "./arithmetic.ts";
import { comparisons } from "./comparisons.ts";
import { type FeelNumber, isFeelNumber } from "./decimal.ts";
import { refuseEmptyRange } from "./empty-range.ts";
import { compileChild, type Compiling, refuse, type Run, textOf } from "./scope.ts";
import { childrenOf, type SyntaxNode } from "./syntax.ts";
import { compileIn } from "./unary-tests.ts";
import { isWithin } from "./values.ts";

/** Compiles `and` or `or` with FEEL's three values: `decisive` alone settles the answer. */
export function compileLogic(node: SyntaxNode, decisive: boolean, compiling: Compiling): Run {
  const left = compileChild(node, 0, compiling);
  const right = compileChild(node, 2, compiling);
  return (scope, subject) => {
    const a = left(scope, subject);
    if (a === decisive) return decisive;
    const b = right(scope, subject);
    if (b === decisive) return decisive;
    return a === !decisive && b === !decisive ? !decisive : null;
  };
}

/** Compiles `=`, `!=`, `<`, `<=`, `>`, `>=`, `between` and `in`. */
export function compileComparison(node: SyntaxNode, compiling: Compiling): Run {
  const [value, operator, operand, , upper] = childrenOf(node);
  if (!value || !operator || !operand) return () => null;
  if (operator.name === "in") return compileIn(node, compiling);
  const left = compiling.compile(value);
  const right = compiling.compile(operand);
  if (operator.name === "between" && upper) {
    const high = compiling.compile(upper);
    const included = { lowIncluded: true, highIncluded: true };
    refuseEmptyRange({ text: textOf(node, compiling), bounds: [operand, upper], low: right, high, ...included }, compiling);
    return (scope, subject) => isWithin(left(scope, subject), { low: right(scope, subject), high: high(scope, subject), ...included });
  }
  const compare = comparisons[textOf(operator, compiling)];
  return compare ? (scope, subject) => compare(left(scope, subject), right(scope, subject)) : () => null;
}

/** Compiles `+`, `-`, `*`, `/` and the sign; anything that is no number gives null, and so does dividing by zero. */
export function compileArithmetic(node: SyntaxNode, compiling: Compiling): Run {
  const children = childrenOf(node);
  if (children.some((child) => child.name === "DateTimeLiteral")) return refuseDates(compiling);
  const text = textOf(children[children.length === 2 ? 0 : 1] ?? node, compiling);
  const operator = operators.find((each) => each === text);
  if (!operator || (children.length === 2 && operator !== "-")) return refuseOperator(text, compiling);
  if (children.length === 2) {
    const operand = compileChild(node, 1, compiling);
    return (scope, subject) => apply("-", 0, operand(scope, subject));
  }
  const left = compileChild(node, 0, compiling);
  const right = compileChild(node, 2, compiling);
  return (scope, subject) => apply(operator, left(scope, subject), right(scope, subject));
}

/** Compiles `if … then … else …`; only true holds (DMN 1.5, 10.3.2.15), where feelin takes any value for true. */
export function compileIf(node: SyntaxNode, compiling: Compiling): Run {
  const condition = compileChild(node, 1, compiling);
  const positive = compileChild(node, 3, compiling);
  const negative = compileChild(node, 5, compiling);
  return (scope, subject) => (condition(scope, subject) === true ? positive(scope, subject) : negative(scope, subject));
}

const operators: readonly Operator[] = ["+", "-", "*", "/"];

function apply(operator: Operator, a: unknown, b: unknown): FeelNumber | string | null {
  if (typeof a === "string" && typeof b === "string") return operator === "+" ? a + b : null;
  return isFeelNumber(a) && isFeelNumber(b) ? calculate(operator, a, b) : null;
}

function refuseDates(compiling: Compiling): Run {
  return refuse(compiling, "unsupported", {
    "zh-CN": "规则中不能对日期做加减，请直接与日期比较。",
    en: "Rules do not calculate with dates; compare with a date instead.",
  });
}

function refuseOperator(operator: string, compiling: Compiling): Run {
  return refuse(compiling, "unsupported", {
    "zh-CN": `规则中没有运算符“${operator}”，可用 + - * /。`,
    en: `Rules have no operator “${operator}”; use + - * /.`,
  });
}
