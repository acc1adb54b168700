import type { Command } from "commander";
import { isSound } from "../check-definitions.ts";
import { acting } from "../context.ts";
import { countOf } from "../count-of.ts";
import { exitCodes } from "../exit-code.ts";
import { failure } from "../failure.ts";
import { findDefinitionFiles, misnamedNote } from "../find-definition-files.ts";
import { findingsOf } from "../findings-of.ts";
import { label } from "../label.ts";
import { printFindings } from "../print-findings.ts";
import { readDefinition } from "../read-definition.ts";
import { translate } from "../translate.ts";

/** `muster check FILE…`: what stands against publishing these definitions; writes nothing. */
export function checkCommand(program: Command): void {
  const t = translate(program);
  program
    .command("check")
    .description(
      t(
        "检查定义文件，不发布；已有数据库时，与其中已发布的定义一起检查",
        "check definition files without publishing; with the published ones where the database exists",
      ),
    )
    .argument("<files...>", t("定义文件或文件夹", "definition files, or folders of them"))
    .action(
      acting(async (given, command) => {
        const { files, misnamed } = await findDefinitionFiles(command.args);
        for (const each of misnamed) given.note(misnamedNote(each));
        const read = await Promise.all(files.map(({ file, kind }) => readDefinition(file, kind)));
        const { findings, among } = await findingsOf(given, read, (engine) => engine.check);
        const told = { files: files.map(({ file }) => file), findings };
        printFindings(given, findings);
        if (!isSound(findings))
          throw failure(
            exitCodes.refused,
            "findings",
            label(`不能发布（${among["zh-CN"]}）。`, `This cannot be published (${among.en}).`),
            told,
          );
        given.emit({ ok: true, ...told });
        const count = files.length;
        given.print(label(`${count} 个文件可以发布（${among["zh-CN"]}）。`, `${countOf(count, "file")} can be published (${among.en}).`));
        return exitCodes.done;
      }),
    );
}
