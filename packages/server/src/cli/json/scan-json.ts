import type { Label } from "@muster/engine";
import { label } from "../label.ts";
import { readTokens, type Mistake } from "./read-tokens.ts";

/** JSON text as a value, or where it is wrong; lines and columns count from 1. */
export type Scanned =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** The line on which the value at a JSON Pointer (RFC 6901) begins; of its nearest holder where it is missing. */
      readonly lineOf: (pointer: string) => number;
    }
  | { readonly ok: false; readonly line: number; readonly column: number; readonly message: Label };

/** Parses JSON and remembers where everything stands. `JSON.parse` names no line, often not even a position, and keeps the last of two equal keys. */
export function scanJson(source: string): Scanned {
  const text = source.replace(/^\uFEFF/, "");
  const places = new Map<string, number>();
  const mistake = readTokens(text, (pointer, offset) => void places.set(pointer, offset));
  if (mistake) return { ok: false, ...position(text, mistake.offset), message: messages[mistake.type](mistake.about) };
  return {
    ok: true,
    value: JSON.parse(text) as unknown,
    lineOf: (pointer) => {
      let at = pointer;
      while (!places.has(at) && at !== "") at = at.slice(0, at.lastIndexOf("/"));
      return position(text, places.get(at) ?? 0).line;
    },
  };
}

function position(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

const messages: Readonly<Record<Mistake["type"], (about: string) => Label>> = {
  ended: (about) => label(`文件到此结束，缺少${about}。`, `the text ends here; ${about} is missing.`),
  expected: (about) => label(`此处应为 ${about}。`, `here belongs ${about}.`),
  "bad-string": () => label("字符串没有结束，或含有未转义的字符。", "this string does not end, or holds a character that must be escaped."),
  "bad-value": () => label("此处不是 JSON 的值（文字须加双引号）。", "this is no JSON value (texts need double quotes)."),
  "twice-key": (about) => label(`键 ${about} 出现两次。`, `the key ${about} stands here twice.`),
  surplus: () => label("JSON 到前面已结束，此处多出内容。", "the JSON has ended before this; remove what follows."),
  "too-deep": () => label("嵌套过深。", "this is nested too deeply."),
};
