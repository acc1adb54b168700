import type { Command } from "commander";
import { isSound } from "../check-definitions.ts";
import { acting } from "../context.ts";
import { countOf } from "../count-of.ts";
import { exitCodes } from "../exit-code.ts";
import { failure } from "../failure.ts";
import { findDefinitionFiles, misnamedNote, type FoundDefinitions } from "../find-definition-files.ts";
import { findingsOf } from "../findings-of.ts";
import { label } from "../label.ts";
import { printFindings } from "../print-findings.ts";
import { readDefinition } from "../read-definition.ts";
import { translate } from "../translate.ts";

/** Without files it is about what is published. */
const nothing: FoundDefinitions = { files: [], misnamed: [] };

/** `muster lint [FILE…]`: what definitions that may be published are still wrong about, each with an example that shows it. */
export function lintCommand(program: Command): void {
  const t = translate(program);
  program
    .command("lint")
    .description(
      t(
        "细查规则表和升级阶梯：永不命中的行、空白、冲突、可合并的行等，各附实例；不写文件则查已发布的",
        "look closely at rule tables and ladders: rows never hit, gaps, conflicts, rows that could be one, each with an example; without files, at what is published",
      ),
    )
    .argument("[files...]", t("定义文件或文件夹", "definition files, or folders of them"))
    .option("--strict", t("有警告也算失败", "warnings fail too"))
    .action(
      acting(async (given, command) => {
        const { files, misnamed } = command.args.length > 0 ? await findDefinitionFiles(command.args) : nothing;
        for (const each of misnamed) given.note(misnamedNote(each));
        const read = await Promise.all(files.map(({ file, kind }) => readDefinition(file, kind)));
        const { findings } = await findingsOf(given, read, (engine) => engine.lint);
        const strict = command.opts<{ readonly strict?: true }>().strict === true;
        const told = { files: files.map(({ file }) => file), findings };
        printFindings(given, findings);
        if (!isSound(findings) || (strict && findings.some(({ finding }) => finding.severity === "warning")))
          throw failure(exitCodes.refused, "findings", label("有须改正之处。", "There is something to mend."), told);
        given.emit({ ok: true, ...told });
        const count = findings.length;
        given.print(
          count === 0
            ? label("没有发现问题。", "Nothing was found.")
            : label(`共 ${count} 处，均不妨碍发布。`, `${countOf(count, "finding")}, none of which keeps anything from being published.`),
        );
        return exitCodes.done;
      }),
    );
}
