import type { Label } from "@muster/engine";
import { label } from "./label.ts";
import { oneLine } from "./one-line.ts";

/** The one line on standard error that every command that failed, or was refused, ends with. */
export function failureLine(detail: Label): Label {
  return label(`muster: 错误：${oneLine(detail["zh-CN"])}`, `muster: error: ${oneLine(detail.en)}`);
}
