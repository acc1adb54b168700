import type { Engine, Tenant } from "@muster/engine";
import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";

/** The tenant that was named, or the only one of the file; otherwise a failure that lists those that exist. */
export async function chooseTenant(engine: Engine, named: string | undefined): Promise<Tenant> {
  const tenants = await engine.tenants();
  const found = named === undefined ? tenants[0] : tenants.find((tenant) => tenant.id === named);
  if (found && (named !== undefined || tenants.length === 1)) return found;
  const ids = tenants.map((tenant) => tenant.id).join(", ");
  if (tenants.length === 0)
    throw wrongUsage(
      label("此文件还没有租户；请先运行 muster init。", "This file has no tenant yet; run muster init first."),
      "unknown-tenant",
    );
  if (named === undefined)
    throw wrongUsage(
      label(`此文件有多个租户：${ids}；请用 --tenant 指定。`, `This file has several tenants: ${ids}; name one with --tenant.`),
    );
  throw wrongUsage(label(`没有租户 ${named}；此文件有：${ids}。`, `There is no tenant ${named}; this file has ${ids}.`), "unknown-tenant");
}
