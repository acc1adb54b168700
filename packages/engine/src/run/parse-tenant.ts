import { EngineError } from "../model/engine-error.ts";
import { codeSchema } from "../model/schema.ts";
import type { Tenant } from "../store/definitions.ts";

const prefix = /^[\p{L}\p{N}_-]{0,20}$/u;

/** A tenant's settings as they may be stored: a short id, a time zone that exists, a prefix that can be read aloud. */
export function parseTenant({ id, zone, numberPrefix }: Tenant): Tenant {
  if (!codeSchema.safeParse(id).success) throw bad(`${JSON.stringify(id)} is no id; take letters, digits, dots and hyphens, 64 at most`);
  if (!isZone(zone)) throw bad(`there is no time zone ${JSON.stringify(zone)}; take an IANA name such as Asia/Shanghai`);
  if (typeof numberPrefix !== "string" || !prefix.test(numberPrefix))
    throw bad(`${JSON.stringify(numberPrefix)} is no prefix for numbers; take up to 20 letters, digits, _ and -`);
  return { id, zone, numberPrefix };
}

function isZone(zone: string): boolean {
  try {
    // An offset such as +08:00 is taken by Intl, but knows no summer time and no history.
    return /^[A-Za-z]/.test(zone) && new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

function bad(why: string): EngineError {
  return new EngineError("bad-tenant", `a tenant cannot be set up so: ${why}.`);
}
