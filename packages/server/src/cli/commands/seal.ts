import type { SignedSeal } from "@muster/engine";
import type { Command } from "commander";
import { existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { acting, openContext } from "../context.ts";
import { exitCodes, type ExitCode } from "../exit-code.ts";
import { failure, wrongUsage } from "../failure.ts";
import { formatInstant } from "../format-instant.ts";
import type { GlobalOptions } from "../global-options.ts";
import { label } from "../label.ts";
import { requireFolder } from "../new-file.ts";
import { readSeals } from "../read-seals.ts";
import { readText } from "../read-text.ts";
import { publicHalfOf, writeSealKey } from "../seal-key.ts";
import type { Speech } from "../speech.ts";
import { translate } from "../translate.ts";
import { printFaults } from "../verify-tenants.ts";

interface Options {
  readonly key?: string;
  readonly newKey?: string;
}

/** `muster seal FILE`: a signed statement of what the journal is now, for a place that whoever writes the database cannot write. */
export function sealCommand(program: Command): void {
  const t = translate(program);
  program
    .command("seal")
    .description(
      t(
        "封存日志：把签名的现状追加到文件，之后可查出删减和改写；文件须放在本机之外",
        "seal the journal: append a signed statement of what it is, by which cuts and rewriting are found later; keep it off this machine",
      ),
    )
    .argument("[file]", t("封印文件，每行一个封印；没有则创建", "the file of seals, one a line; made where it is not there"))
    .option("--key <pem>", t("私钥文件（Ed25519）", "the file of the private key (Ed25519)"))
    .option(
      "--new-key <pem>",
      t("生成私钥到此新文件，公钥放在旁边（.pub.pem）", "make a private key in this new file, its public key beside it (.pub.pem)"),
    )
    .action(
      acting((given, command) => {
        const [file] = command.args;
        const { key, newKey } = command.opts<Options>();
        if (newKey !== undefined && file === undefined && key === undefined) return makeKey(given, newKey);
        if (file !== undefined && key !== undefined && newKey === undefined) return seal(given, file, key);
        throw wrongUsage(
          label(
            "请写 muster seal 文件 --key 私钥，或 muster seal --new-key 私钥。",
            "Write muster seal FILE --key KEY, or muster seal --new-key KEY.",
          ),
        );
      }),
    );
}

async function makeKey(given: GlobalOptions & Speech, file: string): Promise<ExitCode> {
  const { privateKey, publicKey } = await writeSealKey(file);
  given.emit({ ok: true, privateKey, publicKey });
  given.print(
    label(
      `私钥在 ${privateKey}，只有您能读；公钥在 ${publicKey}，请与封印一起放在本机之外。`,
      `The private key is in ${privateKey}, readable by you alone; the public key is in ${publicKey}: keep it off this machine with the seals.`,
    ),
  );
  return exitCodes.done;
}

async function seal(given: GlobalOptions & Speech, file: string, keyFile: string): Promise<ExitCode> {
  const key = await readText(keyFile);
  const publicKey = publicHalfOf(key);
  await requireFolder(file);
  const context = await openContext(given, "read");
  try {
    const { engine, tenant } = context;
    const seals = (existsSync(file) ? await readSeals(file) : []).filter((each) => each.tenant === tenant.id);
    const faults = seals.length === 0 ? [] : await engine.checkSeals(tenant.id, seals, publicKey);
    if (faults.length > 0) {
      printFaults(given, faults);
      throw failure(
        exitCodes.faults,
        "faults",
        label(
          `没有追加到 ${file}：其中的封印与密钥或日志不符；请用 muster verify --seals 查看。`,
          `Nothing was appended to ${file}: its seals do not fit the key or the journal; look with muster verify --seals.`,
        ),
        { faults },
      );
    }
    const previous = seals.at(-1);
    const made = await engine.seal(tenant.id, { key, ...(previous && { previous }) });
    await append(file, made);
    given.emit({ ok: true, seal: made });
    const at = formatInstant(made.at, tenant.zone);
    given.print(
      label(
        `${tenant.id}：${at} 封存 ${made.entries} 条日志（新增 ${made.entries - (previous?.entries ?? 0)} 条），位置 ${made.position}；已追加到 ${file}`,
        `${tenant.id}: sealed ${made.entries} entries (${made.entries - (previous?.entries ?? 0)} new) at ${at}, position ${made.position}; appended to ${file}`,
      ),
    );
    return exitCodes.done;
  } finally {
    await context.close();
  }
}

/** On the disk before anybody hears of it. */
async function append(file: string, made: SignedSeal): Promise<void> {
  const handle = await open(file, "a");
  try {
    await handle.writeFile(`${JSON.stringify(made)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
