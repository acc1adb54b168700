import { backupLibsql } from "@muster/engine";
import type { Command } from "commander";
import { stat } from "node:fs/promises";
import { acting } from "../context.ts";
import { databaseAt } from "../database-at.ts";
import { exitCodes } from "../exit-code.ts";
import { label } from "../label.ts";
import { writeNewFile } from "../new-file.ts";
import { noFile } from "../open-engine.ts";
import { translate } from "../translate.ts";

/** `muster backup FILE`: a checked copy, also while another process writes. */
export function backupCommand(program: Command): void {
  const t = translate(program);
  program
    .command("backup")
    .description(
      t("备份数据库到新文件并检查；其他进程可继续写入", "copy the database to a new file and check the copy; others may go on writing"),
    )
    .argument("<file>", t("备份文件", "the file of the backup"))
    .action(
      acting(async (given, command) => {
        const [file = ""] = command.args;
        if (!databaseAt(given.db, "read")) throw noFile(given.db);
        await writeNewFile(file, (partial) => backupLibsql(given.db, partial));
        const { size } = await stat(file);
        given.emit({ ok: true, file, size });
        given.print(
          label(
            `已备份 ${given.db} 到 ${file}（${size} 字节），并通过完整性检查。`,
            `Backed up ${given.db} to ${file} (${size} bytes); its integrity was checked.`,
          ),
        );
        return exitCodes.done;
      }),
    );
}
