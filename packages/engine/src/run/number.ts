import type { Tenant } from "../store/definitions.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** A ticket's number for people: the tenant's prefix, the day in the tenant's zone, and a running number. */
export function numberOf({ zone, numberPrefix }: Tenant, at: number, running: number): string {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  formats.set(zone, format);
  return `${numberPrefix}${format.format(at).replaceAll("-", "")}-${String(running).padStart(5, "0")}`;
}

/** The running number in a ticket's number; 0 where there is none. */
export function runningOf(number: string): number {
  return Number(/-(\d+)$/.exec(number)?.[1] ?? 0);
}
