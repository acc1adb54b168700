import { nearest } from "../feel/decimal.ts";
import { builtins } from "../feel/functions.ts";
import { numberOf, unescaped } from "../feel/literals.ts";
import { childrenOf, type SyntaxNode } from "../feel/syntax.ts";
import type { Kind } from "../feel/values.ts";
import type { TableInput } from "../table.ts";
import { checkMembers, equality } from "./check-tests.ts";
import type { Checking, Known } from "./checking.ts";

/** Finds out what a piece of FEEL will be, noting on the way what can never work. */
export function knownKind(node: SyntaxNode, checking: Checking): Known {
  const children = childrenOf(node);
  const all = (kinds: readonly Kind[], parts: readonly SyntaxNode[]): void => {
    for (const part of parts) checking.expect(checking.know(part), kinds, node);
  };
  switch (node.name) {
    case "NumericLiteral":
      return { node, kind: "number", literal: nearest(numberOf(checking.textOf(node)) ?? 0) };
    case "StringLiteral":
      return { node, kind: "string", literal: unescaped(checking.textOf(node).slice(1, -1)) };
    case "BooleanLiteral":
      return { node, kind: "boolean", literal: checking.textOf(node) === "true" };
    case "DateTimeLiteral":
      for (const argument of argumentsOf(node)) all(["string", "date"], [argument]);
      return { node, kind: "date" };
    case "List":
      for (const item of children.slice(1, -1)) checking.know(item);
      return { node, kind: "list" };
    case "?":
    case "VariableName":
    case "PathExpression":
      return ofInput(node, checking);
    case "Expression":
    case "ParenthesizedExpression": {
      const inner = children[node.name === "Expression" ? 0 : 1];
      return inner ? { ...checking.know(inner), node } : { node, kind: undefined };
    }
    case "Conjunction":
    case "Disjunction":
      all(["boolean"], [children[0], children[2]].filter(isNode));
      return { node, kind: "boolean" };
    case "Comparison":
      checkComparison(node, children, checking);
      return { node, kind: "boolean" };
    case "ArithmeticExpression":
      return ofArithmetic(node, children, checking);
    case "IfExpression": {
      all(["boolean"], [children[1]].filter(isNode));
      const [first, second] = [children[3], children[5]].filter(isNode).map((branch) => checking.know(branch).kind);
      return { node, kind: first === second ? first : undefined };
    }
    case "FunctionInvocation": {
      const builtin = builtins.get(checking.textOf(children[0] ?? node).replaceAll(/\s+/g, " "));
      const args = argumentsOf(node);
      // The numbers of min, max and sum may come as one list.
      const takes = builtin?.takes && (builtin.most > 2 && args.length === 1 ? [...builtin.takes, "list" as const] : builtin.takes);
      for (const argument of args) checking.expect(checking.know(argument), takes, node);
      return { node, kind: builtin?.gives };
    }
    default:
      return { node, kind: undefined };
  }
}

function ofInput(node: SyntaxNode, { subject, inputs, textOf }: Checking): Known {
  const name = textOf(node).replaceAll(/\s*\.\s*/g, ".");
  const input = name === "?" ? subject : inputs.find((each) => each.name === name);
  return { node, kind: input && ("type" in input ? kindOfInput[input.type] : input.kind), input };
}

/** The kind of the values an input takes. */
export const kindOfInput: Readonly<Record<TableInput["type"], Kind>> = {
  string: "string",
  text: "string",
  category: "string",
  unit: "string",
  number: "number",
  boolean: "boolean",
  date: "date",
};

function checkComparison(node: SyntaxNode, children: readonly SyntaxNode[], checking: Checking): void {
  const [value, operator, ...operands] = children;
  if (!value || !operator) return;
  const left = checking.know(value);
  if (operator.name === "in") return checkMembers(left, operands, checking);
  const exactly = equality.has(checking.textOf(operator));
  for (const operand of operands) if (operand.name !== "and") checking.compare(left, checking.know(operand), node, exactly);
}

function ofArithmetic(node: SyntaxNode, children: readonly SyntaxNode[], checking: Checking): Known {
  const operands = children.filter((child) => child.name !== "ArithOp").map((child) => checking.know(child));
  const isText = children[1]?.name === "ArithOp" && checking.textOf(children[1]) === "+" && operands.some(({ kind }) => kind === "string");
  for (const operand of operands) checking.expect(operand, [isText ? "string" : "number"], node);
  return { node, kind: isText ? "string" : operands.every(({ kind }) => kind === "number") ? "number" : undefined };
}

function argumentsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const parameters = childrenOf(node).find((child) => child.name === "PositionalParameters");
  return parameters ? childrenOf(parameters) : [];
}

function isNode(node: SyntaxNode | undefined): node is SyntaxNode {
  return node !== undefined;
}
