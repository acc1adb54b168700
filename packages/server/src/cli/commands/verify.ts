import type { Store } from "@muster/engine";
import type { Command } from "commander";
import { chooseTenant } from "../choose-tenant.ts";
import { acting } from "../context.ts";
import { countOf } from "../count-of.ts";
import { exitCodes } from "../exit-code.ts";
import { failure, wrongUsage } from "../failure.ts";
import { label } from "../label.ts";
import { openEngine, type Opened } from "../open-engine.ts";
import { readSeals, type Against } from "../read-seals.ts";
import { readText } from "../read-text.ts";
import { translate } from "../translate.ts";
import { printVerified, verifyTenants } from "../verify-tenants.ts";

interface Options {
  readonly seals?: string;
  readonly publicKey?: string;
}

/** `muster verify`: everything stored as the journals say, and the journals as they were sealed. */
export function verifyCommand(program: Command): void {
  const t = translate(program);
  program
    .command("verify")
    .description(
      t(
        "校验：哈希链完整，所存的一切与日志一致，日志与封印一致；默认所有租户",
        "verify: chains whole, everything stored as the journals say, journals as they were sealed; all tenants unless one is named",
      ),
    )
    .option("--seals <file>", t("与这些封印比较（muster seal 写成）", "compare with these seals, written by muster seal"))
    .option("--public-key <pem>", t("封印者的公钥", "the public key of whoever sealed"))
    .action(
      acting(async (given, command) => {
        const against = await readAgainst(command.opts<Options>());
        const opened = await openEngine(given, "read");
        try {
          const tenants = await tenantsOf(opened, given.tenant, against);
          const results = await verifyTenants(given.invocation, given, opened.engine, tenants, against);
          printVerified(given, results);
          const faults = results.reduce((sum, each) => sum + each.faults.length, 0);
          if (faults > 0 && results.every((each) => each.faults.every(({ fault }) => fault.startsWith("likeness-"))))
            throw failure(
              exitCodes.faults,
              "faults",
              label(
                "日志与案卷无误，只是查重记录不全；请对每个租户运行 muster reindex。",
                "Journals and tickets are sound; only what duplicates are found by is not complete: run muster reindex for each tenant.",
              ),
              { tenants: results },
            );
          if (faults > 0)
            throw failure(
              exitCodes.faults,
              "faults",
              label(
                `校验发现 ${faults} 处问题；请保留此文件供查证，查明谁绕过引擎改了它，再用 muster restore 恢复最近一次通过校验的备份。`,
                `Verification found ${countOf(faults, "fault")}; keep this file as evidence, find out who wrote past the engine, then restore the last backup that verified with muster restore.`,
              ),
              { tenants: results },
            );
          given.emit({ ok: true, tenants: results });
          return exitCodes.done;
        } finally {
          await opened.engine.close();
        }
      }),
    );
}

async function readAgainst({ seals, publicKey }: Options): Promise<Against | undefined> {
  if (seals === undefined && publicKey === undefined) return undefined;
  if (seals === undefined || publicKey === undefined)
    throw wrongUsage(label("--seals 与 --public-key 须一起使用。", "--seals and --public-key go together."));
  return { publicKey: await readText(publicKey), seals: await readSeals(seals) };
}

/** A tenant that was removed from the list of tenants must not escape: whoever any row or seal names is verified. */
async function tenantsOf({ engine, store }: Opened, named: string | undefined, against: Against | undefined): Promise<readonly string[]> {
  const all = await namedAnywhere(store, against);
  if (named === undefined) return all;
  return all.includes(named) ? [named] : [(await chooseTenant(engine, named)).id];
}

async function namedAnywhere(store: Store, against: Against | undefined): Promise<readonly string[]> {
  const sealed = against?.seals.map(({ tenant }) => tenant) ?? [];
  return [...new Set([...(await store.audit.tenants()), ...sealed])].toSorted();
}
