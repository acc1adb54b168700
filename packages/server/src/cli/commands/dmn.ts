import type { Command } from "commander";
import { runModel } from "../../dmn/run-model.ts";
import { testModels } from "../../dmn/test-models.ts";
import { acting } from "../context.ts";
import { translate } from "../translate.ts";

/** `muster dmn run|test`: any DMN model, in full FEEL, bounded in time. */
export function dmnCommand(program: Command): void {
  const t = translate(program);
  const dmn = program.command("dmn").description(t("计算任意 DMN 模型", "evaluate any DMN model"));
  const timeout = ["--timeout <seconds>", t("最多计算多少秒（默认 10）", "how long it may take at most (default: 10)")] as const;
  dmn
    .command("run")
    .description(
      t(
        "计算 DMN 1.3 至 1.5 模型中的一个决策、决策服务或业务知识模型；同一文件夹中被引入的模型一并读取",
        "evaluate a decision, service or knowledge model of a DMN 1.3 to 1.5 file; models it imports are found in its folder",
      ),
    )
    .argument("<file>", t("DMN 文件", "a DMN file"))
    .option("--decision <name>", t("决策的名称（只有一个时可省略）", "its name (may be left out where there is only one)"))
    .option("--input <file>", t("输入：JSON 文件，- 为标准输入", "the inputs: a JSON file, - for standard input"))
    .option(...timeout)
    .action(acting(runModel));
  dmn
    .command("test")
    .description(
      t(
        "按 DMN 兼容性测试套件（TCK）的格式检验模型：逐一提问并核对结果",
        "check models by test cases in the format of the DMN Technology Compatibility Kit",
      ),
    )
    .argument("<paths...>", t("测试用例文件（.xml），或含有它们的文件夹", "files of test cases (.xml), or folders that hold some"))
    .option(...timeout)
    .action(acting(testModels));
}
