import type { Tenant } from "@muster/engine";
import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";

export interface TenantOptions {
  readonly zone?: string;
  readonly prefix?: string;
}

/** The settings of a tenant: what the options say, else what they were, else the defaults. */
export function tenantSettings(id: string, { zone, prefix }: TenantOptions, before: Tenant | undefined): Tenant {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(id)) {
    throw wrongUsage(
      label(
        `租户编号 ${id} 须以字母或数字开头，不含空格，至多 64 个字符。`,
        `The tenant id ${id} must start with a letter or digit, have no spaces and at most 64 characters.`,
      ),
    );
  }
  if (prefix !== undefined && !/^[\p{L}\p{N}._-]{0,16}$/u.test(prefix)) {
    throw wrongUsage(
      label("--prefix 至多 16 个字符，只含字母、数字、点、横线。", "--prefix takes at most 16 letters, digits, dots and dashes."),
    );
  }
  return {
    id,
    zone: zone === undefined ? (before?.zone ?? "Asia/Shanghai") : checkedZone(zone),
    numberPrefix: prefix ?? before?.numberPrefix ?? "",
  };
}

function checkedZone(zone: string): string {
  try {
    // Answers the name as IANA writes it, and throws on one it does not know.
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions();
    if (/^[A-Za-z]/.test(zone)) return timeZone;
  } catch {
    // Said below, with the offsets that newer runtimes accept and IANA does not.
  }
  throw wrongUsage(
    label(`没有时区 ${zone}；请用 IANA 名称，如 Asia/Shanghai。`, `There is no time zone ${zone}; use an IANA name such as Asia/Shanghai.`),
  );
}
