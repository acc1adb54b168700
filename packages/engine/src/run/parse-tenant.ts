import { EngineError } from "../model/engine-error.ts";
import { codeSchema } from "../model/schema.ts";
import type { Tenant } from "../store/definitions.ts";

const prefix = /^[\p{L}\p{N}_-]{0,20}$/u;

/** A tenant's settings as they may be stored: a short id, a time zone that exists, a prefix that can be read aloud. */
export function parseTenant(tenant: Tenant): Tenant {
  const { id, zone, numberPrefix } = readOnce(tenant);
  if (!codeSchema.safeParse(id).success) {
    const shown = shownAs(id);
    throw bad(
      `${shown} 不能作标识；请用字母、数字、点和连字符，至多 64 个`,
      `${shown} is no id; take letters, digits, dots and hyphens, 64 at most`,
    );
  }
  if (!isZone(zone)) {
    const shown = shownAs(zone);
    throw bad(
      `没有时区 ${shown}；请用 IANA 名称，如 Asia/Shanghai`,
      `there is no time zone ${shown}; take an IANA name such as Asia/Shanghai`,
    );
  }
  if (typeof numberPrefix !== "string" || !prefix.test(numberPrefix)) {
    const shown = shownAs(numberPrefix);
    throw bad(
      `${shown} 不能作案卷号前缀；请用至多 20 个字母、数字、_ 和 -`,
      `${shown} is no prefix for numbers; take up to 20 letters, digits, _ and -`,
    );
  }
  return { id, zone, numberPrefix };
}

/** Whatever it is: null has no members, a getter or a proxy may throw. */
function readOnce(tenant: Tenant): Tenant {
  try {
    const { id, zone, numberPrefix } = tenant;
    return { id, zone, numberPrefix };
  } catch {
    throw bad("须为 { id, zone, numberPrefix } 这样的普通对象", "it is a plain object such as { id, zone, numberPrefix }");
  }
}

function shownAs(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : value === null ? "null" : typeof value;
}

function isZone(zone: string): boolean {
  try {
    // An offset such as +08:00 is taken by Intl, but knows no summer time and no history.
    return /^[A-Za-z]/.test(zone) && new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

function bad(zh: string, en: string): EngineError {
  return new EngineError("bad-tenant", `租户不能这样设置：${zh}。`, `a tenant cannot be set up so: ${en}.`);
}
