import type { Command } from "commander";
import { chooseTenant } from "../choose-tenant.ts";
import { acting } from "../context.ts";
import { exitCodes } from "../exit-code.ts";
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
          const ok = results.every((result) => result.faults.length === 0);
          given.emit({ ok, tenants: results });
          printVerified(given, results);
          return ok ? exitCodes.done : exitCodes.faults;
        } finally {
          await engine.close();
        }
      }),
    );
}
