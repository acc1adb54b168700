import { backupLibsql, createEngine, openLibsqlStore, replaceLibsql } from "@muster/engine";
import type { Command } from "commander";
import { existsSync } from "node:fs";
import { mkdir, realpath, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { acting } from "../context.ts";
import { exitCodes } from "../exit-code.ts";
import { failure, wrongUsage } from "../failure.ts";
import type { GlobalOptions } from "../global-options.ts";
import { label } from "../label.ts";
import type { Speech } from "../speech.ts";
import { translate } from "../translate.ts";
import { printVerified, verifyTenants, type Verified } from "../verify-tenants.ts";

/** `muster restore FILE`: a backup in the place of the database, once all of it was verified. */
export function restoreCommand(program: Command): void {
  const t = translate(program);
  program
    .command("restore")
    .description(t("校验备份后，把它放到 --db 的位置", "verify a backup and put it in the place of --db"))
    .argument("<file>", t("备份文件", "the file of the backup"))
    .option("--force", t("覆盖已有的数据库", "overwrite the database that is there"))
    .action(
      acting(async (given, command) => {
        const [file = ""] = command.args;
        if (!existsSync(file)) throw wrongUsage(label(`没有备份文件 ${file}。`, `There is no backup ${file}.`));
        if (existsSync(given.db)) await mayReplace(given.db, file, command.opts<{ readonly force?: true }>().force === true);
        await mkdir(dirname(given.db), { recursive: true });
        const copy = `${given.db}.restoring`;
        await removeCopy(copy);
        try {
          await backupLibsql(file, copy);
          const results = await verifyCopy(given, copy);
          const ok = results.every((result) => result.faults.length === 0);
          if (ok) replaceLibsql(given.db, copy);
          given.emit({ ok, file: given.db, tenants: results });
          printVerified(given, results);
          given.print(
            ok
              ? label(`已恢复到 ${given.db}`, `Restored to ${given.db}`)
              : label("备份有问题，没有恢复。", "The backup has faults and was not restored."),
          );
          return ok ? exitCodes.done : exitCodes.faults;
        } finally {
          await removeCopy(copy);
        }
      }),
    );
}

async function mayReplace(db: string, file: string, force: boolean): Promise<void> {
  if ((await realpath(db)) === (await realpath(file)))
    throw wrongUsage(label(`${file} 就是数据库本身。`, `${file} is the database itself.`));
  if (!force)
    throw failure(
      exitCodes.refused,
      "exists",
      label(`${db} 已存在；要覆盖它请加 --force。`, `${db} exists already; add --force to overwrite it.`),
    );
}

/** Opens the copy as the database will be opened, which also brings an older schema up to date. */
async function verifyCopy(given: GlobalOptions & Speech, copy: string): Promise<readonly Verified[]> {
  const engine = createEngine({ store: openLibsqlStore({ file: copy }) });
  try {
    return await verifyTenants(given.invocation.io, given, engine, await engine.tenants());
  } finally {
    await engine.close();
  }
}

async function removeCopy(copy: string): Promise<void> {
  for (const suffix of ["", "-owner", "-wal", "-shm"]) await rm(`${copy}${suffix}`, { force: true });
}
