import type { Label } from "@muster/engine";
import { label } from "./label.ts";
import { systemReason } from "./system-reason.ts";

/** That standard output could not be written to its end, and what that means. */
export function lostOutput(cause: Error): Label {
  const why = systemReason(cause);
  return label(
    `标准输出没有写完：${why["zh-CN"]}；命令所做的仍然有效，其余输出已丢失。请腾出空间或换一个位置，再次查询。`,
    `Standard output could not be written to its end: ${why.en}; what the command did stands, the rest of what it said is lost. Make room or name another place, then ask again.`,
  );
}
