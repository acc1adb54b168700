import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Calendar } from "../../src/time/compile-calendar.ts";
import { dayOf } from "../../src/time/local-day.ts";
import { calendarLike } from "./offices.ts";

const minute = 60_000;

/** Zones that jump by an hour, by half an hour, at midnight, backwards in winter, or not at all; one left out a whole day in 2011. */
const zones = ["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "America/Asuncion", "Europe/Dublin", "Pacific/Apia"] as const;

const times = ["00:00", "01:30", "02:15", "06:00", "08:00", "12:00", "13:30", "18:00", "22:45", "24:00"];

const slots = fc
  .subarray(times, { minLength: 2 })
  .map((chosen) => Array.from({ length: chosen.length >> 1 }, (_, i) => [chosen[2 * i], chosen[2 * i + 1]]));

const calendars = fc
  .record({
    zone: fc.constantFrom(...zones),
    week: fc.dictionary(fc.constantFrom("mon", "tue", "wed", "thu", "fri", "sat", "sun"), slots, { minKeys: 1 }),
    days: fc.dictionary(
      fc.integer({ min: 0, max: 400 }).map((n) => new Date(Date.UTC(2011, 11, 1 + n)).toISOString().slice(0, 10)),
      fc.oneof(slots, fc.constant([])),
      { maxKeys: 5 },
    ),
    holidays: fc.constantFrom("cn", undefined),
  })
  .map(({ zone, ...change }) => calendarLike(change, zone));

const instants = fc.integer({ min: Date.UTC(2011, 11, 20), max: Date.UTC(2013, 0, 15) });

const counts = ["workingTime", "workedDays", "wallDays"] as const;

test("working time is what passes while walls show a time within a slot of their day", () => {
  fc.assert(
    fc.property(calendars, instants, fc.integer({ min: 0, max: 3000 }), (calendar, start, minutes) => {
      const from = Math.ceil(start / minute) * minute;
      let worked = 0;
      for (let at = from; at < from + minutes * minute; at += minute) if (isWorked(calendar, at)) worked += minute;
      assert.is(calendar.workingTime.count(from + minutes * minute) - calendar.workingTime.count(from), worked);
    }),
    { numRuns: 20 },
  );
});

/** Minute by minute, by the other library's walls. */
function isWorked({ zone, plan }: Calendar, at: number): boolean {
  const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone.id);
  const minutes = wall.hour * 60 + wall.minute;
  return plan(dayOf(wall.toPlainDate().toString())).slots.some(([from, until]) => from <= minutes && minutes < until);
}

for (const name of counts) {
  test(`${name}: a count is reached at the first instant that has it`, () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 1, max: 400 * 3_600_000 }), (calendar, from, amount) => {
        const { count, reach } = calendar[name];
        const end = reach(count(from) + amount) ?? NaN;
        assert.ok(end > from && count(end) >= count(from) + amount && count(end - 1) < count(from) + amount, `${from} ${amount} ${end}`);
      }),
      { numRuns: 100 },
    );
  });

  test(`${name}: it never falls, and the years asked for first change nothing`, () => {
    fc.assert(
      fc.property(calendars, fc.array(instants, { minLength: 2, maxLength: 6 }), (calendar, asked) => {
        const { count } = calendar[name];
        const sorted = asked.toSorted((a, b) => a - b);
        const told = sorted.map(count);
        told.forEach((each, i) => assert.ok(i === 0 || each >= (told[i - 1] ?? 0)));
        const again = fresh(calendar, name);
        again((sorted.at(-1) ?? 0) + 2 * 366 * 86_400_000);
        assert.equal(
          sorted.map((at) => again(at) - again(sorted[0] ?? 0)),
          told.map((each) => each - (told[0] ?? 0)),
        );
      }),
      { numRuns: 30 },
    );
  });
}

test("a workday counts as one day, however many hours it has", () => {
  fc.assert(
    fc.property(calendars, fc.integer({ min: 0, max: 380 }), (calendar, n) => {
      const day = dayOf("2011-12-20") + n;
      const [start, end] = [day, day + 1].map((each) => calendar.zone.instantOf(each * 86_400_000)) as [number, number];
      assert.is(calendar.workedDays.count(end) - calendar.workedDays.count(start), works(calendar, day) ? 86_400_000 : 0);
      // Where clocks jump ahead at midnight, a day begins with walls showing one o'clock already.
      const [before, after] = [shownAtFirst(calendar, day), shownAtFirst(calendar, day + 1)];
      assert.is(calendar.wallDays.count(end) - after - (calendar.wallDays.count(start) - before), works(calendar, day) ? 86_400_000 : 0);
    }),
    {
      numRuns: 100,
      examples: [
        [midnightJump(), dayOf("2012-10-06") - dayOf("2011-12-20")],
        [midnightJump(), dayOf("2012-10-07") - dayOf("2011-12-20")],
      ],
    },
  );
});

test("the same time one workday on is what walls show, also of a day that begins at one o'clock", () => {
  const { wallDays, zone } = midnightJump();
  const [first, next] = ["2012-10-07", "2012-10-08"].map((day) => zone.instantOf(dayOf(day) * 86_400_000)) as [number, number];
  assert.is(zone.wallAt(first) % 86_400_000, 3_600_000);
  assert.is(wallDays.reach(wallDays.count(first) + 86_400_000), next + 3_600_000);
});

/** Of a workday the time that its walls show at its first instant. */
function shownAtFirst(calendar: Calendar, day: number): number {
  const midnight = day * 86_400_000;
  return works(calendar, day) ? calendar.zone.wallAt(calendar.zone.instantOf(midnight)) - midnight : 0;
}

function works({ zone, workingTime }: Calendar, day: number): boolean {
  const [start, end] = [day, day + 1].map((each) => zone.instantOf(each * 86_400_000)) as [number, number];
  return workingTime.count(end) > workingTime.count(start);
}

/** In Paraguay clocks went ahead at midnight, on Sunday, 7 October 2012; here Sundays and Mondays are worked, Saturdays are not. */
function midnightJump(): Calendar {
  const morning = [["08:00", "12:00"]] as const;
  return calendarLike({ week: { sun: morning, mon: morning }, holidays: undefined, days: {} }, "America/Asuncion");
}

/** The same calendar, not yet asked anything. */
function fresh({ zone, plan }: Calendar, name: (typeof counts)[number]) {
  const days = Object.fromEntries(
    Array.from({ length: 1200 }, (_, i) => dayOf("2011-01-01") + i).map((day) => [
      new Date(day * 86_400_000).toISOString().slice(0, 10),
      plan(day).slots.map((slot) => slot.map(timeOf)),
    ]),
  );
  return calendarLike({ week: {}, holidays: undefined, days }, zone.id)[name].count;
}

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

test.run();
