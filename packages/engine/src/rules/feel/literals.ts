import { type FeelNumber, feelNumber, scaledText } from "./decimal.ts";
import { type Compiling, refuse, type Run, textOf } from "./scope.ts";
import type { SyntaxNode } from "./syntax.ts";

/** Compiles a number; exponents are refused, since feelin cuts `1e3` to 1. */
export function compileNumber(node: SyntaxNode, compiling: Compiling): Run {
  const text = textOf(node, compiling);
  const value = numberOf(text.replaceAll(/\s/g, ""));
  if (value !== null) return () => value;
  return refuse(compiling, "unsupported", {
    "zh-CN": `数字“${text}”的写法不被接受，请写成普通小数，不用指数。`,
    en: `The number “${text}” is not taken; write it as a plain decimal, without an exponent.`,
  });
}

/** Compiles a text in double quotes. */
export function compileText(node: SyntaxNode, compiling: Compiling): Run {
  const value = unescaped(textOf(node, compiling).slice(1, -1));
  if (value !== null) return () => value;
  return refuse(compiling, "unsupported", {
    "zh-CN": String.raw`文字中的转义只支持 \" \\ \n \r \t；其他字符请直接写出。`,
    en: String.raw`A text may escape \" \\ \n \r \t only; write any other character itself.`,
  });
}

/** The number a plain decimal stands for; null for any other notation. */
export function numberOf(text: string): FeelNumber | null {
  return /^-?(\d+(\.\d+)?|\.\d+)$/.test(text) ? feelNumber(scaledText(text)) : null;
}

/** The text between the quotes with its escapes resolved; null where it holds an escape that is not taken. */
export function unescaped(text: string): string | null {
  if (!text.includes("\\")) return text;
  if (/\\([^"\\nrt]|$)/.test(text.replaceAll("\\\\", ""))) return null;
  return text.replaceAll(/\\(.)/gs, (_, escaped: string) => escapes[escaped] ?? escaped);
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
