import { buffer } from "node:stream/consumers";
import { wrongUsage } from "./failure.ts";
import type { Invocation } from "./invocation.ts";
import { scanJson } from "./json/scan-json.ts";
import { label } from "./label.ts";
import { readText, textIn } from "./read-text.ts";

/** Records from standard input or a file: one JSON value, a list of them, or one on each line (NDJSON). */
export async function readRecords(io: Invocation["io"], file: string | undefined): Promise<readonly unknown[]> {
  const named = file === undefined || file === "-" ? undefined : file;
  const source =
    named === undefined ? textIn(await buffer(io.stdin ?? process.stdin), label("标准输入", "Standard input")) : await readText(named);
  const whole = scanJson(source);
  if (whole.ok) return Array.isArray(whole.value) ? (whole.value as unknown[]) : [whole.value];
  const lines = source.split("\n").map((text, i) => ({ text, line: i + 1 }));
  return lines
    .filter(({ text }) => text.trim() !== "")
    .map(({ text, line }) => {
      const scanned = scanJson(text);
      if (scanned.ok) return scanned.value;
      const [zh, en] = [named ?? "标准输入", named ?? "Standard input"];
      // Of one record over several lines the place in the whole is what helps.
      const at = line === 1 ? whole : { ...scanned, line };
      throw wrongUsage(
        label(
          `${zh}:${at.line}:${at.column} 不是 JSON：${at.message["zh-CN"]}`,
          `${en}:${at.line}:${at.column} is not JSON: ${at.message.en}`,
        ),
      );
    });
}
