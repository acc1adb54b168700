import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import type { Clock } from "../../src/model/clock.ts";
import { limitUnits, type Limit } from "../../src/model/ticket.ts";
import { pauseClock, resumeClock, startClock as startOf } from "../../src/time/clock.ts";
import type { Calendar } from "../../src/time/compile-calendar.ts";
import { calendarLike } from "./offices.ts";

export const shanghai = (wall: string) => Temporal.PlainDateTime.from(wall).toZonedDateTime("Asia/Shanghai").epochMilliseconds;

export const wall = (instant: number | undefined) =>
  instant === undefined
    ? "none"
    : Temporal.Instant.fromEpochMilliseconds(instant)
        .toZonedDateTimeISO("Asia/Shanghai")
        .toPlainDateTime()
        .toString()
        .slice(0, 16)
        .replace("T", " ");

export const calendar = calendarLike();

export const basis = { type: "process" } as const;

export const startClock = (limit: Limit, at: number, generation: number, by: Calendar) => startOf({ basis, generation }, limit, at, by);
export const workHours = (amount: number): Limit => ({ amount, unit: "work-hour" });

/** Pauses between the wall times. */
export function paused(clock: Clock, from: string, until: string, by: Calendar = calendar): Clock {
  return resumeClock(pauseClock(clock, shanghai(from), by), shanghai(until), by);
}

export const instants = fc.integer({ min: shanghai("2025-01-01 00:00"), max: shanghai("2026-06-30 00:00") });
export const steps = fc.integer({ min: 0, max: 4 * 86_400_000 });
export const limits = fc.record({ amount: fc.integer({ min: 1, max: 60 }).map((n) => n / 2), unit: fc.constantFrom(...limitUnits) });
export const calendars = fc.constantFrom(
  calendar,
  calendarLike({ workDay: "same-time" }),
  calendarLike({ workDay: "end-of-day" }, "Europe/Berlin"),
);

/** A clock somewhere in its life: paused and resumed, extended while in time. */
export const lives = fc
  .record({ by: calendars, limit: limits, at: instants, waits: fc.array(fc.tuple(steps, steps), { maxLength: 4 }) })
  .map(({ by, limit, at, waits }) => {
    let [clock, now] = [startClock(limit, at, 1, by), at];
    for (const [run, wait] of waits) {
      clock = pauseClock(clock, (now += run), by);
      clock = resumeClock(clock, (now += wait), by);
    }
    return { by, clock, now };
  });
