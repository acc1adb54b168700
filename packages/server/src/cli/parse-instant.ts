import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";

/** An instant as ISO 8601 with an offset (`2026-11-23T09:30+08:00`), as epoch milliseconds; undefined where it is not one. */
export async function parseInstant(text: string): Promise<number | undefined> {
  // Loaded when it is needed: most commands name no instant, and Date accepts days that do not exist.
  const { Temporal } = await import("temporal-polyfill");
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** The same for an option, where anything else is wrong usage. */
export async function instantOption(option: string, text: string): Promise<number> {
  const instant = await parseInstant(text);
  if (instant !== undefined) return instant;
  throw wrongUsage(
    label(
      `${option} 须为带时区偏移的 ISO 8601 时刻，如 2026-11-23T09:30+08:00，而不是 ${text}。`,
      `${option} takes an ISO 8601 instant with an offset, such as 2026-11-23T09:30+08:00, not ${text}.`,
    ),
  );
}

/** The start of a day in a zone, `days` later; undefined where the text is no date. */
export async function parseDay(text: string, zone: string, days = 0): Promise<number | undefined> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const { Temporal } = await import("temporal-polyfill");
  try {
    return Temporal.PlainDate.from(text).add({ days }).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** A day in a zone, its start `days` later, or an instant, for an option. */
export async function dayOrInstant(option: string, typed: string, zone: string, days: number): Promise<number> {
  const at = (await parseDay(typed, zone, days)) ?? (await parseInstant(typed));
  if (at !== undefined) return at;
  throw wrongUsage(
    label(
      `${option} 须为日期（2026-11-23）或带时区偏移的时刻（2026-11-23T09:30+08:00），而不是 ${typed}。`,
      `${option} takes a day (2026-11-23) or an instant with an offset (2026-11-23T09:30+08:00), not ${typed}.`,
    ),
  );
}
