import { backupLibsql, createEngine, EngineError, openLibsqlStore, replaceLibsql, type Label } from "@muster/engine";
import type { Command } from "commander";
import { existsSync } from "node:fs";
import { access, constants, mkdir, open, realpath, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { acting } from "../context.ts";
import { databaseAt } from "../database-at.ts";
import { exitCodes } from "../exit-code.ts";
import { failure, failureOf, wrongUsage } from "../failure.ts";
import type { GlobalOptions } from "../global-options.ts";
import { label } from "../label.ts";
import { requireFile } from "../read-bytes.ts";
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
        await requireFile(file);
        if (databaseAt(given.db)) await mayReplace(given.db, file, command.opts<{ readonly force?: true }>().force === true);
        await mkdir(dirname(given.db), { recursive: true });
        await access(dirname(given.db), constants.W_OK);
        const copy = `${given.db}.restoring`;
        await removeCopy(copy);
        try {
          const tenants = await verifiedCopy(given, file, copy);
          const aside = await putAside(given.db);
          replaceLibsql(given.db, copy);
          given.emit({ ok: true, file: given.db, tenants, ...(aside !== undefined && { aside }) });
          printVerified(given, tenants);
          if (aside !== undefined)
            given.print(label(`原来的 ${given.db} 不是数据库，已移到 ${aside}`, `What was ${given.db} is no database; it is now ${aside}`));
          given.print(label(`已恢复到 ${given.db}`, `Restored to ${given.db}`));
          return exitCodes.done;
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

/** What is no database is not thrown away for one: its new name, or undefined where there was nothing of the kind. */
async function putAside(db: string): Promise<string | undefined> {
  if (!existsSync(db)) return undefined;
  const beginning = await beginningOf(db);
  if (beginning === "" || beginning === "SQLite format 3\0") return undefined;
  const aside = `${db}.${Date.now()}.old`;
  await rename(db, aside);
  return aside;
}

async function beginningOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.toString("latin1", 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** A copy in which every journal was verified; whatever is wrong with it is wrong with the backup, and the database stays as it is. */
async function verifiedCopy(given: GlobalOptions & Speech, file: string, copy: string): Promise<readonly Verified[]> {
  const tenants = await blamingBackup(file, async () => {
    await backupLibsql(file, copy);
    return verifyCopy(given, copy);
  });
  // An empty file, or the database of another program, opens as one that nobody has set up.
  if (tenants.length === 0) throw badBackup(file, label("其中没有任何租户", "it holds no tenant"));
  if (tenants.every((tenant) => tenant.faults.length === 0)) return tenants;
  printVerified(given, tenants);
  throw failure(
    exitCodes.faults,
    "faults",
    label(
      `备份 ${file} 校验发现问题，没有恢复；数据库保持原样。请换一个备份。`,
      `The backup ${file} has faults and was not restored; the database is as it was. Take another backup.`,
    ),
    { tenants },
  );
}

/** Opens the copy as the database will be opened, which also brings an older schema up to date. */
async function verifyCopy(given: GlobalOptions & Speech, copy: string): Promise<readonly Verified[]> {
  const store = openLibsqlStore({ file: copy });
  const engine = createEngine({ store });
  try {
    return await verifyTenants(given.invocation, given, engine, await store.audit.tenants());
  } finally {
    await engine.close();
  }
}

async function blamingBackup<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (!isAboutContents(cause)) throw cause;
    if (cause instanceof EngineError && cause.code === "newer-schema")
      throw badBackup(
        file,
        label("它由另一个版本的 Muster 写成；请用那个版本恢复", "another version of Muster wrote it; restore it with that one"),
      );
    // The store's own advice, to restore a backup, would lead in a circle.
    const { message } = cause instanceof EngineError && cause.cause instanceof Error ? cause.cause : (cause as Error);
    throw badBackup(file, label(`文件已损坏，或不是 Muster 的备份（${message}）`, `it is damaged, or no backup of Muster's (${message})`));
  }
}

/** A full disk, a lock, a missing permission are no fault of what stands in the backup; neither is what we have said already. */
function isAboutContents(cause: unknown): boolean {
  if (!(cause instanceof EngineError)) return failureOf(cause) === undefined && !(cause instanceof Error && "syscall" in cause);
  if (cause.code !== "store-failed") return cause.code === "store-damaged" || cause.code === "newer-schema";
  // What SQL says of tables that are not as ours.
  return cause.cause instanceof Error && "code" in cause.cause && /^SQLITE_(ERROR|CONSTRAINT)/.test(String(cause.cause.code));
}

function badBackup(file: string, why: Label): Error {
  return failure(
    exitCodes.failed,
    "bad-backup",
    label(
      `备份 ${file} 无法恢复：${why["zh-CN"]}。数据库保持原样；请换一个备份。`,
      `The backup ${file} cannot be restored: ${why.en}. The database is as it was; take another backup.`,
    ),
  );
}

async function removeCopy(copy: string): Promise<void> {
  for (const suffix of ["", "-owner", "-wal", "-shm"]) await rm(`${copy}${suffix}`, { force: true });
}
