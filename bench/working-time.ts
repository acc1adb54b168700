import { readFileSync } from "node:fs";
import { compileCalendar } from "../packages/engine/dist/time/compile-calendar.js";
import { meterOf } from "../packages/engine/dist/time/meter.js";
import { zoneOf } from "../packages/engine/dist/time/zone.js";
import { calendarSchema } from "../packages/engine/dist/time/calendar.js";
import { holidaysSchema } from "../packages/engine/dist/time/holidays.js";
import { type Measurement, measurement, median } from "./measure.ts";

const document = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

const times = 200_000;
const [day, year] = [86_400_000, 365 * 86_400_000];

/** Working time by the district's calendar, national holidays included: how much passes between two instants of a year, and when an amount ends. */
export function workingTime(): Promise<Record<string, Measurement>> {
  const calendar = compileCalendar(
    {
      version: 1,
      calendar: calendarSchema.parse(document("../examples/district/definitions/office.calendar.json")),
      holidays: { version: 1, list: holidaysSchema.parse(document("../packages/engine/calendars/cn.holidays.json")) },
    },
    zoneOf("Asia/Shanghai"),
  );
  const measured: Record<string, Measurement> = {};
  for (const unit of ["work-hour", "work-day"] as const) {
    const meter = meterOf(unit, calendar);
    if (!meter) throw new Error(`${unit} cannot be counted`);
    const { count, reach } = meter.measure;
    const start = (i: number) => Date.UTC(2026, 0, 1) + ((i * 7_919_331) % year);
    measured[`measure a month of ${unit}s`] = microseconds((i) => count(start(i) + 30 * day) - count(start(i)));
    measured[`add an amount of ${unit}s`] = microseconds((i) => reach(count(start(i)) + (1 + (i % 20)) * meter.scale) ?? 0);
  }
  return Promise.resolve(measured);
}

/** The median of nine runs, in microseconds of CPU each. */
function microseconds(work: (i: number) => number): Measurement {
  let sum = 0;
  const runs = Array.from({ length: 10 }, () => {
    const before = process.cpuUsage();
    for (let i = 0; i < times; i += 1) sum += work(i);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / times;
  });
  if (!Number.isFinite(sum)) throw new Error("an amount that never ends");
  // The first run compiles.
  return measurement(median(runs.slice(1)), null, "µs of CPU");
}
