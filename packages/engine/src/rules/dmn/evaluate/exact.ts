import { parseExpression } from "feelin";
import { functionFor } from "./exact-arithmetic.ts";
import type { Names } from "./feel.ts";

type SyntaxNode = ReturnType<typeof parseExpression>["topNode"];

/** The expression with its arithmetic written as calls of the exact functions; unchanged where it has none, or cannot be read. */
export function exact(text: string, names: Names): string {
  if (!/[-+*/]/.test(text)) return text;
  const root = parseExpression(text, names, undefined).topNode;
  return isRead(root) ? rewritten(root, text) : text;
}

function isRead(node: SyntaxNode): boolean {
  return !node.type.isError && childrenOf(node).every(isRead);
}

function rewritten(node: SyntaxNode, text: string): string {
  // The ends of an interval are no place for a call.
  if (node.name === "Interval") return text.slice(node.from, node.to);
  const children = childrenOf(node);
  return (node.name === "ArithmeticExpression" ? called(children, text) : undefined) ?? copied(node, children, text);
}

function called([first, second, third]: readonly SyntaxNode[], text: string): string | undefined {
  if (!first || !second) return undefined;
  // A negative number is one as it stands.
  if (!third) return second.name === "NumericLiteral" ? undefined : `arithmetic_negate(${rewritten(second, text)})`;
  const name = functionFor(text.slice(second.from, second.to));
  return name && `${name}(${rewritten(first, text)}, ${rewritten(third, text)})`;
}

/** As it stands, around what was rewritten in it. */
function copied(node: SyntaxNode, children: readonly SyntaxNode[], text: string): string {
  let copy = "";
  let at = node.from;
  for (const child of children) {
    copy += text.slice(at, child.from) + rewritten(child, text);
    at = child.to;
  }
  return copy + text.slice(at, node.to);
}

/** Without comments, which stand among the children. */
function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (!child.type.isSkipped) children.push(child);
  return children;
}
