import type { Organisation } from "../org/compile-organisation.ts";
import { compileCalendar, type Calendar } from "../time/compile-calendar.ts";
import type { Zone } from "../time/zone.ts";
import type { Versioned } from "./assemble.ts";
import type { World } from "./world.ts";

/** Which calendar a unit keeps: that of its kind, else the one that names no kind. */
export function calendarOf(zone: Zone, organisation: Organisation, definitions: readonly Versioned[]): World["calendarOf"] {
  const lists = new Map(
    definitions.flatMap((each) => (each.kind === "holidays" ? [[each.id, { version: each.version, list: each.body }]] : [])),
  );
  const byKind = new Map<string | undefined, Calendar>();
  for (const each of definitions) {
    if (each.kind !== "calendar") continue;
    const { body: calendar, version } = each;
    const compiled = compileCalendar({ version, calendar, holidays: lists.get(calendar.holidays ?? "") }, zone);
    for (const kind of calendar.unitKinds ?? [undefined]) byKind.set(kind, compiled);
  }
  return (unit) =>
    byKind.get(unit === undefined ? undefined : (organisation.unit(unit) ?? organisation.retired(unit))?.kind) ?? byKind.get(undefined);
}
