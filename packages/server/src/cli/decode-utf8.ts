import { isUtf8 } from "node:buffer";
import type { Label } from "@muster/engine";
import { label } from "./label.ts";

/** Bytes as text, or the line on which they are no UTF-8; 1 is the first. */
export type DecodedText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly line: number };

/** Decodes UTF-8, without its byte order mark. What is not UTF-8 would be stored as signs that nobody wrote, and never be found out. */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  return isUtf8(bytes) ? { ok: true, text: new TextDecoder().decode(bytes) } : { ok: false, line: firstWrongLine(bytes) };
}

/** That a text is in another encoding, and what to do. */
export function notUtf8(source: Label, line: number): Label {
  return label(
    `${source["zh-CN"]} 不是 UTF-8（第 ${line} 行）；请另存为 UTF-8 再试。`,
    `${source.en} is not UTF-8 (line ${line}); save it as UTF-8 and try again.`,
  );
}

/** No encoding in question has a line feed as a part of another character, but UTF-16, which is wrong from the first line on. */
function firstWrongLine(bytes: Uint8Array): number {
  let line = 1;
  for (let from = 0; ; line += 1) {
    const end = bytes.indexOf(10, from);
    if (end < 0 || !isUtf8(bytes.subarray(from, end))) return line;
    from = end + 1;
  }
}
