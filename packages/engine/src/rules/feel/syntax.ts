import { parseExpression, parseUnaryTests } from "feelin";
import type { Label } from "../../model/label.ts";

/** A node of feelin's syntax tree. */
export type SyntaxNode = ReturnType<typeof parseExpression>["topNode"];

/** Whether the text is an expression, the answer of a row (an expression too), or the unary tests of a cell. */
export type Form = "expression" | "answer" | "unary-tests";

/** Parses FEEL; the grammar must know the variables to tell the name `a-b` from a difference. */
export function parseFeel(source: string, form: Form, names: readonly string[]): SyntaxNode {
  const variables = Object.fromEntries(names.map((name) => [name.split(".", 1)[0], null]));
  const tree = form === "unary-tests" ? parseUnaryTests(source, variables, undefined) : parseExpression(source, variables, undefined);
  return tree.topNode;
}

/** The children of a node, comments left out. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) if (!child.type.isSkipped) children.push(child);
  return children;
}

/** What keeps the text from being FEEL, or undefined. */
export function syntaxFault(root: SyntaxNode, source: string): Label | undefined {
  const at = firstError(root);
  if (at === undefined) return undefined;
  const rest = source.slice(at, at + 20);
  return rest.trim() === ""
    ? {
        "zh-CN": `FEEL 表达式不完整：“${source}”。请补全；条件格要表示任意值时写 -。`,
        en: `The FEEL text “${source}” is incomplete. Complete it; a condition that takes any value is written -.`,
      }
    : {
        "zh-CN": `FEEL 在第 ${at + 1} 个字符“${rest}”处无法读懂。文字要加英文双引号，多个值用英文逗号隔开。`,
        en: `FEEL cannot be read from character ${at + 1}, “${rest}”. Put text in double quotes and commas between values.`,
      };
}

function firstError(root: SyntaxNode): number | undefined {
  let at: number | undefined;
  const cursor = root.cursor();
  do if (cursor.type.isError) at ??= cursor.from;
  while (cursor.next());
  return at;
}
