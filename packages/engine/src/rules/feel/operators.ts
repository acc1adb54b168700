import { comparisons } from "./comparisons.ts";
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
    return (scope, subject) =>
      isWithin(left(scope, subject), { low: right(scope, subject), high: high(scope, subject), lowIncluded: true, highIncluded: true });
  }
  const compare = comparisons[textOf(operator, compiling)];
  return compare ? (scope, subject) => compare(left(scope, subject), right(scope, subject)) : () => null;
}

/** Compiles `+`, `-`, `*`, `/` and the sign; anything that is no number gives null, and so does dividing by zero. */
export function compileArithmetic(node: SyntaxNode, compiling: Compiling): Run {
  const children = childrenOf(node);
  if (children.some((child) => child.name === "DateTimeLiteral")) return refuseDates(compiling);
  if (children.length === 2) {
    const operand = compileChild(node, 1, compiling);
    return (scope, subject) => calculate("-", 0, operand(scope, subject));
  }
  const operator = children[1] ? textOf(children[1], compiling) : "";
  if (!["+", "-", "*", "/"].includes(operator)) return refuseOperator(operator, compiling);
  const left = compileChild(node, 0, compiling);
  const right = compileChild(node, 2, compiling);
  return (scope, subject) => calculate(operator, left(scope, subject), right(scope, subject));
}

/** Compiles `if … then … else …`; as in feelin, anything but false and null holds. */
export function compileIf(node: SyntaxNode, compiling: Compiling): Run {
  const condition = compileChild(node, 1, compiling);
  const positive = compileChild(node, 3, compiling);
  const negative = compileChild(node, 5, compiling);
  return (scope, subject) => {
    const holds = condition(scope, subject);
    return holds !== false && holds !== null ? positive(scope, subject) : negative(scope, subject);
  };
}

function calculate(operator: string, a: unknown, b: unknown): number | string | null {
  if (typeof a === "string" && typeof b === "string") return operator === "+" ? a + b : null;
  if (typeof a !== "number" || typeof b !== "number") return null;
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    default:
      return b === 0 ? null : a / b;
  }
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
