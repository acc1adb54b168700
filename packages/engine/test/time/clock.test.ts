import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Limit } from "../../src/model/ticket.ts";
import { extendClock, pauseClock, recountClock, resumeClock, retargetClock, stateOf, stopClock } from "../../src/time/clock.ts";
import { usedAt } from "../../src/time/ledger.ts";
import { basis, calendar, limits, lives, paused, shanghai, startClock, steps, wall, workHours } from "./lives.ts";
import { calendarLike, chinese } from "./offices.ts";

test("a pause overnight takes nothing from working time and gives nothing back", () => {
  const clock = startClock(workHours(8), shanghai("2026-03-02 16:00"), 1, calendar);
  assert.is(wall(clock.due), "2026-03-03 16:00");
  assert.is(wall(paused(clock, "2026-03-02 18:00", "2026-03-03 08:00").due), "2026-03-03 16:00");
  assert.is(wall(paused(clock, "2026-03-02 17:00", "2026-03-03 09:00").due), "2026-03-03 18:00", "one hour before and one after the night");
});

test("while a clock is paused in time nothing is due", () => {
  const clock = startClock(workHours(8), shanghai("2026-03-02 16:00"), 1, calendar);
  const stands = pauseClock(clock, shanghai("2026-03-02 17:00"), calendar);
  assert.is(stands.due, undefined);
  assert.is(stateOf(stands), "paused");
  assert.is(stateOf(clock), "running");
});

test("a pause that begins after the due time does not undo that it has passed", () => {
  const clock = startClock(workHours(1), shanghai("2026-03-02 08:00"), 1, calendar);
  const late = paused(clock, "2026-03-02 10:00", "2026-03-05 10:00");
  assert.is(wall(late.due), "2026-03-02 09:00");
  assert.is(wall(stopClock(late, shanghai("2026-03-05 11:00"), calendar).due), "2026-03-02 09:00");
});

test("an extension is kept when a pause ends", () => {
  const clock = extendClock(startClock(workHours(4), shanghai("2026-03-02 08:00"), 1, calendar), workHours(4), calendar);
  assert.is(wall(clock.due), "2026-03-02 18:00");
  assert.is(wall(paused(clock, "2026-03-02 10:00", "2026-03-03 10:00").due), "2026-03-03 18:00");
});

test("an extension in another unit counts from where the limit ends", () => {
  const clock = startClock(workHours(4), shanghai("2026-03-06 16:00"), 1, calendar);
  assert.is(wall(clock.due), "2026-03-09 10:00");
  assert.is(wall(extendClock(clock, { amount: 1, unit: "natural-day" }, calendar).due), "2026-03-10 10:00");
  assert.is(wall(extendClock(clock, { amount: 1, unit: "urgent-hour" }, calendar).due), "2026-03-09 11:00");
});

test("an extension counts from the very moment the limit ends, also where nobody works any more", () => {
  const clock = extendClock(
    startClock(workHours(8), shanghai("2026-03-02 08:00"), 1, calendar),
    { amount: 4, unit: "urgent-hour" },
    calendar,
  );
  assert.is(wall(clock.due), "2026-03-02 22:00");
  const again = paused(clock, "2026-03-02 20:00", "2026-03-02 21:00");
  assert.equal(usedAt(again, shanghai("2026-03-02 21:00"), calendar), [8 * 3_600_000, 2 * 3_600_000]);
  assert.is(wall(again.due), "2026-03-02 23:00");
});

test("an extension that was asked for in time and granted late counts from where the limit ended, also where the clock was paused since", () => {
  const clock = startClock(workHours(4), shanghai("2026-03-06 08:00"), 1, calendar);
  const granted = (pause: string, amount: number, unit: Limit["unit"]) =>
    wall(extendClock(pauseClock(clock, shanghai(pause), calendar), { amount, unit }, calendar).due);
  assert.is(granted("2026-03-06 16:00", 1, "work-hour"), "2026-03-06 15:00");
  assert.is(granted("2026-03-09 09:00", 2, "natural-day"), "2026-03-08 12:00");
  const atNoon = extendClock(pauseClock(clock, shanghai("2026-03-06 13:00"), calendar), { amount: 2, unit: "urgent-hour" }, calendar);
  assert.is(atNoon.due, undefined);
  assert.is(wall(resumeClock(atNoon, shanghai("2026-03-06 20:00"), calendar).due), "2026-03-06 21:00", "an hour had passed since noon");
});

test("another calendar from the next segment on does not change what was used before", () => {
  const aroundTheClock = calendarLike({
    week: Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "24:00"]]])),
    holidays: undefined,
  });
  const stands = pauseClock(startClock(workHours(8), shanghai("2026-03-06 15:00"), 1, calendar), shanghai("2026-03-06 18:00"), calendar);
  assert.is(wall(resumeClock(stands, shanghai("2026-03-07 10:00"), aroundTheClock).due), "2026-03-07 15:00");
  assert.is(wall(recountClock(resumeClock(stands, shanghai("2026-03-07 10:00"), calendar), aroundTheClock).due), "2026-03-07 15:00");
});

test("a due time on days of a year without holidays is provisional until the year is imported", () => {
  const clock = startClock(workHours(16), shanghai("2026-12-31 10:00"), 1, calendar);
  assert.is(clock.provisional, true);
  assert.is(wall(clock.due), "2027-01-04 10:00");
  const known = calendarLike({ days: { "2027-01-04": [] }, holidays: undefined });
  const recounted = recountClock(clock, known);
  assert.is(recounted.provisional, undefined);
  assert.is(wall(recounted.due), "2027-01-05 10:00");
  assert.is(
    startClock({ amount: 400, unit: "urgent-hour" }, shanghai("2026-12-31 10:00"), 1, calendar).provisional,
    undefined,
    "no holiday matters",
  );
});

test("a due time in the week before New Year is provisional until the next year's list is known, and not before that week", () => {
  const due = (start: string) => {
    const clock = startClock(workHours(8), shanghai(start), 1, calendar);
    return [wall(clock.due), clock.provisional];
  };
  assert.equal(due("2026-12-23 18:00"), ["2026-12-24 18:00", undefined]);
  assert.equal(due("2026-12-24 18:00"), ["2026-12-25 18:00", true]);
  assert.equal(due("2026-12-28 10:00"), ["2026-12-29 10:00", true]);
  assert.equal(due("2025-12-28 10:00"), ["2025-12-29 18:00", undefined], "the list of 2026 is known");
});

test("every list that was published keeps within the week before its year", () => {
  const days = Object.entries(chinese.years).flatMap(([year, { off, makeUp }]) =>
    [...Object.keys(off).map((each) => each.slice(0, 10)), ...makeUp].filter((day) => day < `${year}-01-01`).map((day) => day.slice(5)),
  );
  assert.equal(days.toSorted().slice(0, 2), ["12-29", "12-29"]);
});

test("another limit carries the time that has passed, counted in its own unit", () => {
  const clock = paused(startClock(workHours(8), shanghai("2026-03-02 16:00"), 1, calendar), "2026-03-02 17:00", "2026-03-03 09:00");
  const wider = retargetClock(clock, basis, workHours(12), calendar);
  assert.is(wall(wider.due), "2026-03-04 12:00");
  assert.is(wider.generation, 2);
  assert.is(
    wall(retargetClock(clock, basis, { amount: 20, unit: "urgent-hour" }, calendar).due),
    "2026-03-04 04:00",
    "one hour and nineteen",
  );
});

test("an extension that was granted stays granted under another limit, but not beyond a deadline set by hand", () => {
  const clock = extendClock(startClock(workHours(8), shanghai("2026-03-02 08:00"), 1, calendar), workHours(4), calendar);
  assert.is(wall(clock.due), "2026-03-03 12:00");
  const wider = retargetClock(clock, basis, workHours(10), calendar);
  assert.is(wall(wider.due), "2026-03-03 16:00", "ten hours and four");
  const at = shanghai("2026-03-02 20:00");
  const fixed = retargetClock(clock, { type: "due", at }, { amount: 12, unit: "urgent-hour" }, calendar);
  assert.is(wall(fixed.due), "2026-03-02 20:00");
});

test("the rest of the first day does not count where limits end with the day, and a pause then shifts the end by what it took", () => {
  const byDay = calendarLike({ workDay: "end-of-day" });
  const clock = startClock({ amount: 2, unit: "work-day" }, shanghai("2026-03-02 15:00"), 1, byDay);
  assert.is(wall(clock.due), "2026-03-04 18:00");
  assert.is(wall(paused(clock, "2026-03-04 16:00", "2026-03-06 16:00", byDay).due), "2026-03-06 18:00", "two hours were left");
  assert.is(wall(extendClock(clock, { amount: 1, unit: "work-day" }, byDay).due), "2026-03-05 18:00");
});

test("splitting a wait or a run into pieces changes neither the due time nor what was used", () => {
  fc.assert(
    fc.property(lives, steps, steps, steps, ({ by, clock, now }, run, first, second) => {
      const [start, middle, end] = [now + run, now + run + first, now + run + first + second];
      const whole = resumeClock(pauseClock(clock, start, by), end, by);
      const split = resumeClock(pauseClock(resumeClock(pauseClock(clock, start, by), middle, by), middle, by), end, by);
      const cut = resumeClock(pauseClock(resumeClock(pauseClock(clock, now, by), now, by), start, by), end, by);
      for (const each of [split, cut]) {
        assert.is(each.due, whole.due);
        assert.equal(usedAt(each, end + 1, by), usedAt(whole, end + 1, by));
      }
    }),
    { numRuns: 300 },
  );
});

test("extending and then pausing is pausing and then extending", () => {
  fc.assert(
    fc.property(lives, limits, steps, steps, ({ by, clock, now }, more, run, wait) => {
      const one = resumeClock(pauseClock(extendClock(clock, more, by), now + run, by), now + run + wait, by);
      const two = resumeClock(extendClock(pauseClock(clock, now + run, by), more, by), now + run + wait, by);
      assert.is(one.due, two.due);
    }),
    { numRuns: 300 },
  );
});

test("counting it anew by the same calendar, or for the same limit, changes nothing", () => {
  fc.assert(
    fc.property(lives, ({ by, clock }) => {
      assert.equal(recountClock(clock, by), clock);
      const [limit] = clock.grants;
      if (!limit) return;
      assert.equal({ ...retargetClock(clock, basis, limit, by), generation: clock.generation }, clock);
    }),
    { numRuns: 300 },
  );
});

test("later pauses never make a due time earlier, and longer limits make it later", () => {
  fc.assert(
    fc.property(lives, limits, steps, steps, (life, more, run, wait) => {
      const { by, clock, now } = life;
      const { due } = clock;
      if (due === undefined) return;
      const waited = resumeClock(pauseClock(clock, now + run, by), now + run + wait, by);
      assert.ok((waited.due ?? Infinity) >= due);
      if (due > now) assert.ok((extendClock(clock, more, by).due ?? Infinity) > due);
    }),
    { numRuns: 300 },
  );
});

test("moving the end of a slot moves only what crosses it", () => {
  const shorter = calendarLike({
    days: {
      "2026-03-04": [
        ["08:00", "12:00"],
        ["14:00", "17:00"],
      ],
    },
  });
  const moved = shanghai("2026-03-04 17:00");
  fc.assert(
    fc.property(
      fc.integer({ min: shanghai("2026-02-25 00:00"), max: shanghai("2026-03-10 00:00") }),
      fc.integer({ min: 1, max: 40 }),
      (at, hours) => {
        const [before, after] = [calendar, shorter].map((by) => startClock(workHours(hours), at, 1, by).due ?? 0) as [number, number];
        const crosses = at < shanghai("2026-03-04 18:00") && before > moved;
        if (!crosses) assert.is(after, before);
        else assert.ok(after > before, wall(at) + wall(before));
      },
    ),
    { numRuns: 300 },
  );
});

test.run();
