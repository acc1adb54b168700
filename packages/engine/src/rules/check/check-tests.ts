import { isAnswer } from "../feel/unary-tests.ts";
import { childrenOf, type SyntaxNode } from "../feel/syntax.ts";
import type { Checking, Known } from "./checking.ts";

/** Checks the tests of a cell against the input they stand under. */
export function checkUnaryTests(root: SyntaxNode, subject: Known, checking: Checking): void {
  for (const test of testsOf(root)) {
    const operand = test.firstChild;
    if (!operand) continue;
    if (isAnswer(operand)) checking.expect(checking.know(operand), ["boolean"], test);
    else checkTest(test, subject, checking);
  }
}

/** Checks what stands after `in`. */
export function checkMembers(value: Known, operands: readonly SyntaxNode[], checking: Checking): void {
  for (const operand of operands) for (const test of testsOf(operand)) checkTest(test, value, checking);
}

/** The single tests at or below a node. */
function testsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.name === "PositiveUnaryTest" ? [node] : childrenOf(node).flatMap(testsOf);
}

function checkTest(test: SyntaxNode, value: Known, checking: Checking): void {
  const operand = test.firstChild;
  if (!operand) return;
  if (operand.name !== "SimplePositiveUnaryTest") return checkPlain(operand, value, checking);
  const [first, bound] = childrenOf(operand);
  const bounds = first?.name === "Interval" ? childrenOf(first).filter((_, i) => i === 1 || i === 3) : bound ? [bound] : [];
  const exactly = first !== undefined && equality.has(checking.textOf(first));
  for (const each of bounds) checking.compare(value, checking.know(each), test, exactly);
}

/** The operators that take a value as it is. */
export const equality: ReadonlySet<string> = new Set(["=", "!="]);

/** A value to equal, a list to be in, or something that answers true or false itself. */
function checkPlain(node: SyntaxNode, value: Known, checking: Checking): void {
  if (node.name === "List") {
    for (const item of childrenOf(node).slice(1, -1)) checking.compare(value, checking.know(item), node, true);
    return;
  }
  const known = checking.know(node);
  if (known.kind !== "boolean" || known.literal !== undefined) checking.compare(value, known, node, true);
}
