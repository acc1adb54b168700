import type { IntakeAnswer } from "@muster/engine";
import type { Command } from "commander";
import { requireActor } from "../choose-actor.ts";
import { writing, type Context } from "../context.ts";
import { exitCodes } from "../exit-code.ts";
import { label } from "../label.ts";
import { printRefusal } from "../print-answer.ts";
import { readRecords } from "../read-records.ts";
import { translate } from "../translate.ts";

/** `muster intake SOURCE < record.json`: reports what a source sends, by its published mapping. */
export function intakeCommand(program: Command): void {
  const t = translate(program);
  program
    .command("intake")
    .description(
      t(
        "受理来源发来的记录（按已发布的来源映射）：标准输入或文件中的 JSON、JSON 列表或 NDJSON；可重复运行",
        "take in what a source sends, by its published mapping: JSON, a list of it or NDJSON from standard input or a file; safe to run again",
      ),
    )
    .argument("<source>", t("来源编码", "the code of the source"))
    .argument("[file]", t("记录所在文件（默认标准输入）", "the file with the records (default: standard input)"))
    .option("--dry-run", t("只说明会发生什么，不写入", "say what would happen and write nothing"))
    .action(
      writing(async (context, command) => {
        const actor = requireActor(context.tenant.id, context.options.as);
        const [source = "", file] = command.args;
        const dryRun = command.opts<{ readonly dryRun?: true }>().dryRun === true;
        const records = await readRecords(context.options.invocation.io, file);
        let refused = 0;
        for (const record of records) {
          const answer = await context.engine.intake(source, record, actor, { dryRun });
          if (!answer.ok) refused += 1;
          context.emit(dryRun ? { ...answer, dryRun } : answer);
          printOutcome(context, answer, dryRun);
        }
        return refused > 0 ? exitCodes.refused : exitCodes.done;
      }),
    );
}

function printOutcome(context: Context, answer: IntakeAnswer, dryRun: boolean): void {
  for (const { message } of answer.notes) context.note(label(`注意：${message["zh-CN"]}`, `note: ${message.en}`));
  if (!answer.ok) return void printRefusal(context, answer.refusal);
  const { number, sourceKey = "" } = answer.ticket;
  if (answer.outcome === "known")
    context.print(label(`${sourceKey}：先前已受理，即案卷 ${number}`, `${sourceKey}: known already, as ticket ${number}`));
  else if (dryRun)
    context.print(label(`${sourceKey}：会被受理，什么也没有写入`, `${sourceKey}: this would be reported; nothing was written`));
  else context.print(label(`${sourceKey}：已受理，案卷 ${number}`, `${sourceKey}: reported as ticket ${number}`));
}
