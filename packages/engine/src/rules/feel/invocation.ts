import { feelDate } from "./dates.ts";
import { builtins } from "./functions.ts";
import { type Compiling, refuse, type Run, textOf } from "./scope.ts";
import { childrenOf, type SyntaxNode } from "./syntax.ts";

/** Compiles the call of a builtin function with positional arguments. */
export function compileInvocation(node: SyntaxNode, compiling: Compiling): Run {
  const [target, , parameters] = childrenOf(node);
  const name = target ? textOf(target, compiling).replaceAll(/\s+/g, " ") : "";
  const builtin = builtins.get(name);
  if (!builtin || compiling.names.includes(name)) return refuseFunction(name, compiling);
  if (parameters?.name !== "PositionalParameters") return refuseArguments(name, compiling);
  const args = childrenOf(parameters).map((argument) => compiling.compile(argument));
  if (args.length < builtin.least || args.length > builtin.most) return refuseArguments(name, compiling);
  return (scope, subject) => builtin.call(args.map((argument) => argument(scope, subject)));
}

/** Compiles `date("2026-11-23")`, `date(x)` and `@"2026-11-23"`; times and durations are not part of the live subset. */
export function compileDate(node: SyntaxNode, compiling: Compiling): Run {
  const text = textOf(node, compiling);
  const literal = /^(?:@|date\s*\(\s*)"([^"\\]*)"\s*\)?$/.exec(text)?.[1];
  if (literal === undefined)
    return text.startsWith("date") && !text.startsWith("date and") ? compileInvocation(node, compiling) : refuseDate(text, compiling);
  const date = feelDate(literal);
  return date ? () => date : refuseDate(text, compiling);
}

function refuseDate(text: string, compiling: Compiling): Run {
  return refuse(compiling, "unsupported", {
    "zh-CN": `“${text}”不是可用的日期。请写 @"2026-11-23" 这样的日历日期；时间和时段不能用在规则中。`,
    en: `“${text}” is no usable date. Write a calendar date such as @"2026-11-23"; times and durations are not for rules.`,
  });
}

function refuseFunction(name: string, compiling: Compiling): Run {
  const known = [...builtins.keys()].join(", ");
  return refuse(compiling, "unknown-function", {
    "zh-CN": `规则中没有函数“${name}”。可用的函数：${known}。`,
    en: `Rules have no function “${name}”. Use one of: ${known}.`,
  });
}

function refuseArguments(name: string, compiling: Compiling): Run {
  const { least, most } = builtins.get(name) ?? { least: 1, most: 1 };
  const open = most > least;
  return refuse(compiling, "unsupported", {
    "zh-CN": `函数“${name}”的参数不对：请按位置写 ${least} 个${open ? "或更多" : ""}参数，不写参数名。`,
    en: `“${name}” is called wrongly: give ${least}${open ? " or more" : ""} argument${most === 1 ? "" : "s"} by position, without names.`,
  });
}
