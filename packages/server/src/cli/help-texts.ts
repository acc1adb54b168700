import type { Label, Language } from "@muster/engine";
import { columns } from "./columns.ts";
import { exitCodes, type ExitCode } from "./exit-code.ts";
import { label } from "./label.ts";

/** What stands at the end of every command's help: how a script learns how it ended. */
export function exitText(language: Language): string {
  const rows = Object.entries(exits).map(([code, meaning]) => [code, meaning[language]]);
  return [label("退出码：", "Exit codes:")[language], ...indented(rows), inJson[language]].join("\n");
}

/** What stands at the end of the program's own help: how to begin. */
export function firstSteps(language: Language): string {
  const rows = steps.map((step) => step.map((cell) => cell[language]));
  return [label("从这里开始：", "Start here:")[language], ...indented(rows)].join("\n");
}

function indented(rows: readonly (readonly string[])[]): readonly string[] {
  return columns(rows).map((line) => `  ${line}`);
}

const exits: Readonly<Record<ExitCode, Label>> = {
  [exitCodes.done]: label("已完成", "done"),
  [exitCodes.refused]: label(
    "被拒绝、检查有发现或没有一行可导入：命令已理解，但未被接受",
    "refused, a check found something, or no row could be imported: understood and not accepted",
  ),
  [exitCodes.usage]: label("用法有误，或所写的文件无法读取", "wrong usage, or a file that is named cannot be read"),
  [exitCodes.failed]: label("数据库或系统故障", "the database or the system failed"),
  [exitCodes.faults]: label("校验发现问题", "verification found faults"),
};

const inJson = label(
  '  使用 --json 时，失败也写在标准输出上：{"ok":false,"error":{"code","detail"}}；\n  命令被拒绝时为 "refusal"。',
  '  With --json a failure is told on standard output too: {"ok":false,"error":{"code","detail"}},\n  or "refusal" where a command was refused.',
);

const steps: readonly (readonly Label[])[] = [
  [label("muster init 文件夹", "muster init FOLDER"), label("创建数据库并发布其中的定义", "create the database, publish the definitions")],
  [
    label("muster report --as 人员 --field description=文字", "muster report --as PERSON --field description=TEXT"),
    label("上报", "report something"),
  ],
  [
    label("muster show 案卷号", "muster show TICKET"),
    label("案卷的来龙去脉，以及谁能做下一步", "its whole story, and who can do the next step"),
  ],
  [
    label("muster offers 案卷号 --as 人员", "muster offers TICKET --as PERSON"),
    label("此人现在可以做什么", "what this person can do with it now"),
  ],
  [label("muster send 案卷号 命令 --as 人员", "muster send TICKET COMMAND --as PERSON"), label("做下一步", "do the next step")],
];
