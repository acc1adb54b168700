const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant in a zone, as `2026-11-23 09:30`; the same in every language, and it sorts. */
export function formatInstant(at: number, zone: string): string {
  const format =
    formats.get(zone) ??
    // The Swedish locale writes what ISO 8601 asks for.
    new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
  formats.set(zone, format);
  return format.format(at);
}
