import { compileNode } from "./compile-node.ts";
import { compileIf } from "./operators.ts";
import { type Compiling, type Run } from "./scope.ts";
import { childrenOf, type SyntaxNode } from "./syntax.ts";

/** Stands for a null that is written out, "no answer", to tell it from the null FEEL gives for what cannot be computed. */
export const noAnswer = Symbol("no answer");

/** Compiles an output cell: as an expression, but a null it ends in, alone or in a branch of an if, answers `noAnswer`. */
export function compileAnswer(node: SyntaxNode, compiling: Compiling): Run {
  const [first, second] = childrenOf(node);
  switch (node.name) {
    case "null":
      return () => noAnswer;
    case "Expression":
      return first ? compileAnswer(first, compiling) : () => null;
    case "ParenthesizedExpression":
      return second ? compileAnswer(second, compiling) : () => null;
    case "IfExpression":
      return compileIf(node, { ...compiling, compile: (child) => compileAnswer(child, compiling) });
    default:
      return compileNode(node, compiling);
  }
}
