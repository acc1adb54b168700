import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Clock } from "../../src/model/clock.ts";
import type { Limit } from "../../src/model/ticket.ts";
import { extendClock, pauseClock, recountClock, resumeClock, startClock, stopClock } from "../../src/time/clock.ts";
import { momentAt, momentSchema, type Moment } from "../../src/time/moment.ts";
import { calendarLike } from "./offices.ts";

const calendar = calendarLike();
const at = (wall: string) => Date.parse(`${wall.replace(" ", "T")}:00+08:00`);
const wall = (instant: number | undefined) =>
  instant === undefined ? "none" : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
const limit = (amount: number, unit: Limit["unit"] = "work-hour"): Limit => ({ amount, unit });
const clockOf = (start: string, given: Limit): Clock =>
  startClock({ basis: { type: "process" }, generation: 1 }, given, at(start), calendar);
const comes = (clock: Clock, moment: Moment, again?: Limit) => wall(momentAt(clock, moment, calendar, again));

// Monday.
const clock = clockOf("2026-03-02 16:00", limit(8));

test("moments before the due time count working time backwards, over nights and weekends", () => {
  assert.is(comes(clock, "due"), "2026-03-03 16:00");
  assert.is(comes(clock, { share: 50 }), "2026-03-03 10:00");
  assert.is(comes(clock, { before: limit(3) }), "2026-03-03 11:00");
  assert.is(comes(clock, { before: limit(7) }), "2026-03-02 17:00");
  assert.is(comes(clock, { before: limit(24, "urgent-hour") }), "2026-03-02 16:00", "the very start counts");
});

test("a moment before the clock's start never comes", () => {
  assert.is(comes(clock, { before: limit(9) }), "none");
  assert.is(comes(clockOf("2026-03-02 16:00", limit(1)), { before: limit(2) }), "none");
});

test("moments after the due time count on in their own unit, and so does what is repeated", () => {
  assert.is(comes(clock, { after: limit(4) }), "2026-03-04 10:00");
  assert.is(comes(clock, { after: limit(3, "urgent-hour") }), "2026-03-03 19:00");
  assert.is(comes(clock, { after: limit(1, "work-day") }), "2026-03-04 16:00");
  assert.is(comes(clock, { after: limit(4) }, limit(16)), "2026-03-06 10:00");
  assert.is(comes(clock, "due", limit(2)), "2026-03-03 18:00");
});

test("an extension moves what is to come", () => {
  const extended = extendClock(clock, limit(8), calendar);
  assert.is(comes(extended, "due"), "2026-03-04 16:00");
  assert.is(comes(extended, { before: limit(1) }), "2026-03-04 15:00");
  assert.is(comes(extended, { after: limit(1) }), "2026-03-04 17:00");
});

test("nothing comes while it is paused or once it has stopped, and a pause moves what comes after", () => {
  const paused = pauseClock(clock, at("2026-03-02 18:00"), calendar);
  for (const moment of [{ share: 50 }, "due", { after: limit(1) }, { before: limit(1) }] as const) {
    assert.is(comes(paused, moment), "none");
    assert.is(comes(stopClock(clock, at("2026-03-02 18:00"), calendar), moment), "none");
  }
  const resumed = resumeClock(paused, at("2026-03-03 14:00"), calendar);
  assert.is(comes(resumed, "due"), "2026-03-04 10:00");
  assert.is(comes(resumed, { share: 50 }), "2026-03-03 16:00");
});

test("a pause after the due time does not count towards what comes after it", () => {
  const late = pauseClock(clock, at("2026-03-03 17:00"), calendar);
  const resumed = resumeClock(late, at("2026-03-05 08:00"), calendar);
  assert.is(comes(resumed, "due"), "2026-03-03 16:00");
  assert.is(comes(resumed, { after: limit(2) }), "2026-03-05 09:00", "one hour late before the pause, one after it");
  assert.is(comes(resumed, { after: limit(20, "urgent-hour") }), "2026-03-06 03:00", "counted in hours that pass");
});

test("a pause does not count towards what is repeated, whatever it is counted from", () => {
  // Due at 10:00; half of it at 5:00.
  const running = clockOf("2026-03-02 00:00", limit(10, "urgent-hour"));
  for (const [stop, go, hours] of [
    ["2026-03-02 08:30", "2026-03-02 20:00", 4],
    ["2026-03-02 09:30", "2026-03-02 10:00", 5],
    ["2026-03-02 12:30", "2026-03-03 12:30", 8],
  ] as const) {
    const resumed = resumeClock(pauseClock(running, at(stop), calendar), at(go), calendar);
    for (const moment of [{ share: 50 }, { before: limit(5, "urgent-hour") }] as const) {
      const [before, after] = [running, resumed].map((each) => momentAt(each, moment, calendar, limit(hours, "urgent-hour")) ?? 0);
      assert.is((after ?? 0) - (before ?? 0), at(go) - at(stop), `${JSON.stringify(moment)} ${stop}`);
    }
  }
});

test("a share that was reached before a pause was reached when it was, and what is repeated counts from then", () => {
  const resumed = resumeClock(pauseClock(clock, at("2026-03-03 11:00"), calendar), at("2026-03-05 11:00"), calendar);
  assert.is(comes(resumed, { share: 50 }), "2026-03-03 10:00");
  assert.is(comes(resumed, { share: 50 }, limit(1)), "2026-03-03 11:00");
  assert.is(comes(resumed, { share: 50 }, limit(2)), "2026-03-05 12:00");
});

test("what comes after the due time is where the clock would be due if it were given so much more, in any mixture of units", () => {
  const units = ["urgent-hour", "work-hour", "work-day", "natural-day"] as const;
  const [started, amounts] = [fc.nat(20 * 24 * 60), fc.integer({ min: 1, max: 40 })];
  fc.assert(
    fc.property(started, amounts, fc.constantFrom(...units), amounts, fc.constantFrom(...units), (minutes, first, unit, more, other) => {
      const running = startClock(
        { basis: { type: "process" }, generation: 1 },
        limit(first, unit),
        at("2026-03-02 09:00") + minutes * 60_000,
        calendar,
      );
      const given = { ...running, grants: [...running.grants, { reason: "extension", ...limit(more, other), budget: 0 } as const] };
      assert.is(momentAt(running, { after: limit(more, other) }, calendar), recountClock(given, calendar).due);
    }),
  );
});

test("a moment is one of four", () => {
  for (const bad of [{ share: 0 }, { share: 100 }, { before: limit(0) }, { after: { amount: 1, unit: "month" } }, "start", { at: 1 }])
    assert.not.ok(momentSchema.safeParse(bad).success, JSON.stringify(bad));
});

test.run();
