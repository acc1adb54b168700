import type { Command } from "commander";
import { chooseTenant } from "../choose-tenant.ts";
import { acting } from "../context.ts";
import { countOf } from "../count-of.ts";
import { exitCodes } from "../exit-code.ts";
import { failure } from "../failure.ts";
import { label } from "../label.ts";
import { openEngine } from "../open-engine.ts";
import { translate } from "../translate.ts";
import { printVerified, verifyTenants } from "../verify-tenants.ts";

/** `muster verify`: every journal whole, every ticket what its journal says. */
export function verifyCommand(program: Command): void {
  const t = translate(program);
  program
    .command("verify")
    .description(
      t(
        "校验全部日志：哈希链完整，案卷与日志一致；默认所有租户",
        "verify every journal: chains whole, tickets as their journals say; all tenants unless one is named",
      ),
    )
    .action(
      acting(async (given) => {
        const { engine } = await openEngine(given, "read");
        try {
          const tenants = given.tenant === undefined ? await engine.tenants() : [await chooseTenant(engine, given.tenant)];
          const results = await verifyTenants(given.invocation.io, given, engine, tenants);
          printVerified(given, results);
          const faults = results.reduce((sum, each) => sum + each.faults.length, 0);
          if (faults > 0)
            throw failure(
              exitCodes.faults,
              "faults",
              label(
                `校验发现 ${faults} 处问题；请保留此文件供查证，并用 muster restore 恢复备份。`,
                `Verification found ${countOf(faults, "fault")}; keep this file as evidence and restore a backup with muster restore.`,
              ),
              { tenants: results },
            );
          given.emit({ ok: true, tenants: results });
          return exitCodes.done;
        } finally {
          await engine.close();
        }
      }),
    );
}
