import { compileArithmetic, compileComparison, compileIf, compileLogic } from "./operators.ts";
import { compileDate, compileInvocation } from "./invocation.ts";
import { compileNumber, compileText } from "./literals.ts";
import { compilePath, compileVariable } from "./names.ts";
import { compileChild, type Compiling, refuse, type Run, textOf } from "./scope.ts";
import { childrenOf, type SyntaxNode } from "./syntax.ts";

/** Compiles a node of the syntax tree into a closure; what lies outside the live subset is refused by name. */
export function compileNode(node: SyntaxNode, compiling: Compiling): Run {
  switch (node.name) {
    case "null":
      return () => null;
    case "NumericLiteral":
      return compileNumber(node, compiling);
    case "StringLiteral":
      return compileText(node, compiling);
    case "BooleanLiteral": {
      const value = textOf(node, compiling) === "true";
      return () => value;
    }
    case "List": {
      const items = childrenOf(node)
        .slice(1, -1)
        .map((item) => compiling.compile(item));
      return (scope, subject) => items.map((item) => item(scope, subject));
    }
    case "?":
    case "VariableName":
      return compileVariable(node, compiling);
    case "PathExpression":
      return compilePath(node, compiling);
    case "Expression":
      return compileChild(node, 0, compiling);
    case "ParenthesizedExpression":
      return compileChild(node, 1, compiling);
    case "Conjunction":
      return compileLogic(node, false, compiling);
    case "Disjunction":
      return compileLogic(node, true, compiling);
    case "Comparison":
      return compileComparison(node, compiling);
    case "ArithmeticExpression":
      return compileArithmetic(node, compiling);
    case "IfExpression":
      return compileIf(node, compiling);
    case "FunctionInvocation":
      return compileInvocation(node, compiling);
    case "DateTimeLiteral":
      return compileDate(node, compiling);
    default:
      return refuseKind(node, compiling);
  }
}

function refuseKind(node: SyntaxNode, compiling: Compiling): Run {
  const text = textOf(node, compiling);
  const [zh, en] = kinds[node.name] ?? [`“${text}”这种写法`, `“${text}”`];
  return refuse(compiling, "unsupported", {
    "zh-CN": `规则中不能使用${zh}。请改用比较、区间、and/or/not、四则运算、if 和允许的函数。`,
    en: `Rules cannot use ${en}. Use comparisons, ranges, and/or/not, arithmetic, if and the allowed functions.`,
  });
}

const kinds: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  ForExpression: ["循环 for", "for loops"],
  QuantifiedExpression: ["量词 some/every", "some and every"],
  FunctionDefinition: ["函数定义", "function definitions"],
  FilterExpression: ["列表筛选 […]", "list filters […]"],
  Context: ["上下文 {…}", "contexts {…}"],
  InstanceOfExpression: ["类型判断 instance of", "instance of"],
  SimplePositiveUnaryTest: [
    "脱离 in 的区间或比较（只能跟在 in 之后，或直接写在条件格中）",
    "a range or comparison on its own (it follows in, or stands alone in a condition)",
  ],
  Wildcard: ["与其他条件并列的 -", "- beside other tests"],
};
