import { EngineError, type EngineErrorCode, type Label } from "@muster/engine";
import { label } from "./label.ts";

const headlines: Readonly<Record<EngineErrorCode, Label>> = {
  "store-busy": label(
    "数据库正被另一个进程占用；请停止它，或稍后再试。",
    "Another process holds the database; stop it, or try again later.",
  ),
  "store-full": label("磁盘已满；请腾出空间后重试。", "The disk is full; make room and try again."),
  "store-damaged": label(
    "数据库已损坏；请用 muster restore 恢复最近的备份。",
    "The database is damaged; restore the last backup with muster restore.",
  ),
  "store-closed": label("数据库未打开以供写入。", "The database is not open for writing."),
  "store-failed": label("数据库操作失败。", "The database failed."),
  "bad-definition": label("一个定义无法使用。", "A definition cannot be used."),
  "newer-schema": label("数据库由另一个版本的 Muster 写成。", "Another version of Muster wrote this database."),
  "unknown-tenant": label("没有这个租户。", "There is no such tenant."),
  "bad-tenant": label("租户的设置无法使用。", "A tenant's settings cannot be used."),
  "bad-actor": label("操作者的标识无法使用。", "An actor's id cannot be used."),
};

/** What broke, for people: a headline in their language, and the engine's or the system's own words. */
export function systemTrouble(thrown: unknown): Label {
  const own = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof EngineError) {
    const headline = headlines[thrown.code];
    return label(`${headline["zh-CN"]}（${own}）`, `${headline.en} (${own})`);
  }
  // A system call that failed names itself; anything else is a fault of the program, whose place is worth knowing.
  if (thrown instanceof Error && "syscall" in thrown) return label(`系统操作失败：${own}`, `The system failed: ${own}`);
  const trace = thrown instanceof Error ? (thrown.stack ?? own) : own;
  return label(`程序出错，请报告：${trace}`, `This is a fault of the program; please report it: ${trace}`);
}
