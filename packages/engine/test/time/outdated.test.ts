import { test } from "uvu";
import * as assert from "uvu/assert";
import { pauseClock } from "../../src/time/clock.ts";
import type { Calendar } from "../../src/time/compile-calendar.ts";
import { isOutdated, isSameUse } from "../../src/time/outdated.ts";
import { calendar, shanghai, startClock, workHours } from "./lives.ts";
import { calendarLike } from "./offices.ts";

const next = (change: object = {}): Calendar => ({ ...calendarLike(change), ref: { ...calendar.ref, version: 2 } });

test("a calendar makes a clock outdated where it counts otherwise, be it what was used or what is to come", () => {
  const running = startClock(workHours(8), shanghai("2026-03-02 16:00"), 1, calendar);
  const paused = pauseClock(running, shanghai("2026-03-02 18:00"), calendar);
  for (const clock of [running, paused]) {
    assert.not.ok(isOutdated(clock, calendar));
    assert.not.ok(isOutdated(clock, next()), "another version that counts alike");
    assert.ok(isOutdated(clock, next({ days: { "2026-03-02": [["08:00", "17:00"]] } })));
  }
  const tomorrow = next({ days: { "2026-03-03": [] } });
  assert.ok(isOutdated(running, tomorrow));
  assert.not.ok(isOutdated(paused, tomorrow), "nothing of it was counted tomorrow, and nothing is due while it is paused");
  const urgent = startClock({ amount: 1, unit: "urgent-hour" }, shanghai("2026-03-02 16:00"), 1, calendar);
  assert.not.ok(isOutdated(urgent, tomorrow), "no calendar counts it");
});

test("a grant that was not there yet was not used", () => {
  assert.ok(isSameUse([1], [1, 0]));
  assert.ok(isSameUse(undefined, []));
  assert.not.ok(isSameUse([1], [0, 1]));
});

test.run();
