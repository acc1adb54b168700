import { EngineError, type EngineErrorCode, type Label } from "@muster/engine";
import { exitCodes, type ExitCode } from "./exit-code.ts";
import type { Failure } from "./failure.ts";
import { label } from "./label.ts";
import { systemReason } from "./system-reason.ts";

/** What broke although the command was fine: the engine's own words, the system's reason, or a fault of the program with its place. */
export function systemTrouble(thrown: unknown): Failure {
  if (thrown instanceof EngineError) {
    const { code, detail } = thrown;
    const more = advice[code] ?? label("", "");
    return { exit: exits[code] ?? exitCodes.failed, code, detail: label(`${detail["zh-CN"]}${more["zh-CN"]}`, `${detail.en}${more.en}`) };
  }
  // A system call that failed names itself; anything else is a fault of the program, whose place is worth knowing.
  if (thrown instanceof Error && "syscall" in thrown) return { exit: exitCodes.failed, code: "system", detail: systemDetail(thrown) };
  const own = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const detail = label(
    `程序出错，请连同下面的内容报告：${own}`,
    `This is a fault of the program; please report it with what follows: ${own}`,
  );
  return { exit: exitCodes.failed, code: "bug", detail, ...(thrown instanceof Error && thrown.stack && { trace: thrown.stack }) };
}

const exits: Partial<Readonly<Record<EngineErrorCode, ExitCode>>> = {
  // The question was understood: there is no such thing.
  "unknown-version": exitCodes.refused,
  "bad-move": exitCodes.usage,
  "bad-query": exitCodes.usage,
};

/** What the command line has for it. */
const advice: Partial<Readonly<Record<EngineErrorCode, Label>>> = {
  "store-damaged": label("；恢复备份：muster restore 备份文件 --force。", "; to restore a backup: muster restore FILE --force."),
};

function systemDetail(thrown: Error): Label {
  const reason = systemReason(thrown);
  const path = "path" in thrown ? ` ${String(thrown.path)}` : "";
  const call = "syscall" in thrown ? String(thrown.syscall) : "";
  return label(`系统操作 ${call}${path} 失败：${reason["zh-CN"]}。`, `The system's ${call}${path} failed: ${reason.en}.`);
}
