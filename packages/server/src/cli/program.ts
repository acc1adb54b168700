import { Command } from "commander";
import { createRequire } from "node:module";
import { addGlobalOptions } from "./global-options.ts";
import { headings } from "./help-headings.ts";
import { beginInvocation, type Invocation } from "./invocation.ts";
import type { Io } from "./io.ts";
import type { Language } from "@muster/engine";
import { translate } from "./translate.ts";

/** The program without its commands: global options, help in the language of the run, and no exit of its own. */
export function createProgram(io: Io, language: Language): { readonly program: Command; readonly invocation: Invocation } {
  const program = new Command("muster");
  const invocation = beginInvocation(program, io, language);
  const t = translate(program);
  const { version } = createRequire(import.meta.url)("../../package.json") as { readonly version: string };
  program
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      // What went wrong is said once, in the language of the run, by whoever catches it.
      writeErr: () => {},
      getOutHelpWidth: () => io.stdout.columns ?? 100,
    })
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => headings[title]?.[language] ?? title })
    .description(
      t(
        "闭环工单：每个上报都被分类、派遣、处置、核查、结案。",
        "Closed-loop tickets: every report is classified, dispatched, handled, verified and closed.",
      ),
    )
    .helpOption("-h, --help", t("显示帮助", "show this help"))
    .helpCommand("help [command]", t("显示某条命令的帮助", "show the help of a command"))
    .version(version, "--version", t("显示版本", "show the version"));
  addGlobalOptions(program);
  program.addHelpText("after", () => `\n${t(exits["zh-CN"], exits.en)}`);
  return { program, invocation };
}

const exits = {
  "zh-CN": `退出码：
  0  已完成
  1  被拒绝，或检查有发现：命令已理解，但未被接受
  2  用法有误
  3  数据库或系统故障
  4  校验发现问题

从这里开始：
  muster init 文件夹                    创建数据库并发布其中的定义
  muster report --as 人员 --field description=井盖缺失
  muster show 案卷号                    案卷的来龙去脉
  muster offers 案卷号 --as 人员         此人现在可以做什么`,
  en: `Exit codes:
  0  done
  1  refused, or a check found something: understood and not accepted
  2  wrong usage
  3  the database or the system failed
  4  verification found faults

Start here:
  muster init FOLDER                    create the database and publish the definitions in FOLDER
  muster report --as PERSON --field description="manhole cover missing"
  muster show TICKET                    its whole story
  muster offers TICKET --as PERSON      what this person can do with it now`,
};
