import { builtins } from "./functions.ts";
import { type Compiling, refuse, type Run, textOf } from "./scope.ts";
import type { SyntaxNode } from "./syntax.ts";
import { isContext } from "./values.ts";

/** Compiles the reading of a variable, or of `?` in a cell. */
export function compileVariable(node: SyntaxNode, compiling: Compiling): Run {
  const name = textOf(node, compiling);
  if (name === "?" && compiling.subject) return (_, subject) => subject ?? null;
  if (!mayRead([name], compiling)) return refuseName(name, compiling);
  compiling.reads.add(name);
  return (scope) => entryOf(scope, name);
}

/** Compiles the reading of a path such as `ticket.tier`; over a list it answers the list of its members' entries. */
export function compilePath(node: SyntaxNode, compiling: Compiling): Run {
  const path = textOf(node, compiling)
    .split(".")
    .map((part) => part.trim());
  const name = path.join(".");
  if (!path.every((part) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(part)) || !mayRead(path, compiling)) return refuseName(name, compiling);
  compiling.reads.add(name);
  return (scope) => path.reduce<unknown>(stepInto, scope);
}

function stepInto(target: unknown, key: string): unknown {
  return Array.isArray(target) ? target.map((item) => entryOf(item, key)) : entryOf(target, key);
}

function entryOf(target: unknown, key: string): unknown {
  return isContext(target) && Object.hasOwn(target, key) ? (target[key] ?? null) : null;
}

function mayRead(path: readonly string[], compiling: Compiling): boolean {
  return path.some((_, i) => compiling.names.includes(path.slice(0, i + 1).join(".")));
}

function refuseName(name: string, compiling: Compiling): Run {
  const known = compiling.names.join(", ");
  const note = builtins.has(name)
    ? { "zh-CN": `（“${name}”是函数，调用时要写括号）`, en: ` (“${name}” is a function: call it with parentheses)` }
    : undefined;
  return refuse(compiling, "unknown-name", {
    "zh-CN": `不认识名称“${name}”${note?.["zh-CN"] ?? ""}。可用的名称：${known}。文字要加英文双引号。`,
    en: `The name “${name}” is not known${note?.en ?? ""}. Known names: ${known}. Put text in double quotes.`,
  });
}
