import type { Command } from "commander";
import { acting } from "../context.ts";
import { findDefinitionFiles, misnamedNote } from "../find-definition-files.ts";
import { initialise, type InitOptions } from "../initialise.ts";
import { readDefinition } from "../read-definition.ts";
import { translate } from "../translate.ts";

/** `muster init [FOLDER]`: a database with a tenant and its definitions; again, it publishes what changed. */
export function initCommand(program: Command): void {
  const t = translate(program);
  program
    .command("init")
    .description(
      t(
        "创建数据库和租户，发布文件夹中的定义；可重复运行",
        "create the database and a tenant, publish the definitions of a folder; safe to run again",
      ),
    )
    .argument("[folder]", t("定义文件所在的文件夹（NAME.KIND.json）", "the folder of definition files (NAME.KIND.json)"))
    .option("--zone <zone>", t("IANA 时区（新租户默认 Asia/Shanghai）", "IANA time zone (default for a new tenant: Asia/Shanghai)"))
    .option("--prefix <prefix>", t("案卷号的前缀", "what ticket numbers start with"))
    .option("--dry-run", t("只检查，不写入", "check and write nothing"))
    .action(
      acting(async (given, command) => {
        const [folder] = command.args;
        const { files, misnamed } = folder === undefined ? { files: [], misnamed: [] } : await findDefinitionFiles([folder]);
        for (const each of misnamed) given.note(misnamedNote(each));
        const read = await Promise.all(files.map(({ file, kind }) => readDefinition(file, kind)));
        return initialise(given, command.opts<InitOptions>(), read);
      }),
    );
}
