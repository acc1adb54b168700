import type { Command } from "commander";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { reading, type Context } from "../context.ts";
import { exitCodes } from "../exit-code.ts";
import { failure } from "../failure.ts";
import { interruption } from "../interruption.ts";
import { label } from "../label.ts";
import { writeNewFile } from "../new-file.ts";
import { translate } from "../translate.ts";

/** `muster export`: everything of the tenant as NDJSON. */
export function exportCommand(program: Command): void {
  const t = translate(program);
  program
    .command("export")
    .description(
      t(
        "导出租户的全部内容（NDJSON）：定义、案卷、日志及其哈希、文字、附件信息、投递；加 --people 时连同人员",
        "export everything of the tenant as NDJSON: definitions, tickets, journals with their hashes, texts, what attachments are, deliveries; people only with --people",
      ),
    )
    .option("--out <file>", t("写入此新文件（默认标准输出）", "write to this new file (default: standard output)"))
    .option("--people", t("连同人员的姓名、电话、地址（个人信息）", "with the names, phones and addresses of people (personal data)"))
    .action(
      reading(async (context, command) => {
        const { out, people = false } = command.opts<{ readonly out?: string; readonly people?: true }>();
        const { io, stdout } = context.options.invocation;
        const lines = ndjson(context, people, interruption(io));
        if (out === undefined) {
          // Waits for each line, and does not read on for a reader that left.
          for await (const line of lines) if (!(await stdout.written(line))) break;
          return exitCodes.done;
        }
        await writeNewFile(out, async (partial) => {
          const file = await open(partial, "wx");
          await pipeline(lines, file.createWriteStream());
        });
        context.emit({ ok: true, file: out });
        context.print(label(`已导出到 ${out}`, `Exported to ${out}`));
        return exitCodes.done;
      }),
    );
}

async function* ndjson({ engine, tenant }: Context, people: boolean, signal: AbortSignal): AsyncGenerator<string> {
  for await (const record of engine.export(tenant.id, { people })) {
    if (signal.aborted)
      throw failure(exitCodes.failed, "interrupted", label("已中断；导出不完整。", "Interrupted; the export is not complete."));
    yield `${JSON.stringify(record)}\n`;
  }
}
