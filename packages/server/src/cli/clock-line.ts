import type { ClockLine, Label } from "@muster/engine";
import { label } from "./label.ts";

/** A line of a clock's arithmetic, indented, with what brought it about where that is known. */
export function clockLine({ text, why }: ClockLine): Label {
  const [zh, en] = why ? [`（${why["zh-CN"]}）`, ` (${why.en})`] : ["", ""];
  return label(`  ${text["zh-CN"]}${zh}`, `  ${text.en}${en}`);
}
