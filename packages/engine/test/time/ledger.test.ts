import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { pauseClock } from "../../src/time/clock.ts";
import { shareAt, usedAt } from "../../src/time/ledger.ts";
import { endOf } from "../../src/time/meter.ts";
import { calendar, calendars, instants, limits, paused, shanghai, startClock, wall, workHours } from "./lives.ts";
import { calendarLike } from "./offices.ts";

test("what was counted stays counted by its own calendar, and names it", () => {
  const clock = startClock(workHours(8), shanghai("2026-03-02 14:00"), 1, calendar);
  const [first] = pauseClock(clock, shanghai("2026-03-02 17:00"), calendar).segments;
  assert.equal(first, {
    from: shanghai("2026-03-02 14:00"),
    until: shanghai("2026-03-02 17:00"),
    runs: true,
    used: [3 * 3_600_000],
    calendar: { id: "office", version: 1, zone: "Asia/Shanghai", holidays: { id: "cn", version: 1 } },
  });
});

test("a share of the budget is reached before it is used up", () => {
  const clock = startClock(workHours(10), shanghai("2026-03-02 08:00"), 1, calendar);
  assert.is(wall(shareAt(clock, 0.8, calendar)), "2026-03-02 18:00");
  assert.is(wall(shareAt(clock, 1, calendar)), "2026-03-03 10:00");
  const later = paused(clock, "2026-03-02 09:00", "2026-03-03 09:00");
  assert.is(wall(shareAt(later, 0.05, calendar)), "2026-03-02 08:30", "before the pause");
  assert.is(shareAt(pauseClock(clock, shanghai("2026-03-02 09:00"), calendar), 0.8, calendar), undefined);
});

test("of a limit that ends with the day a share is one of its days, without the rest of the first, which does not count", () => {
  const byDay = calendarLike({ workDay: "end-of-day" });
  const clock = startClock({ amount: 1, unit: "work-day" }, shanghai("2026-03-02 08:00"), 1, byDay);
  assert.is(wall(clock.due), "2026-03-03 18:00");
  assert.is(wall(shareAt(clock, 0.5, byDay)), "2026-03-03 12:00");
  assert.is(wall(shareAt(clock, 1, byDay)), "2026-03-03 18:00");
});

test("a delay and a clock of one limit end at one instant: there is one way to count", () => {
  fc.assert(
    fc.property(calendars, limits, instants, (by, limit, at) => {
      assert.is(endOf(limit, at, by), startClock(limit, at, 1, by).due);
    }),
    { numRuns: 300 },
  );
});

test("a clock that is never paused uses up its budget exactly when it is due", () => {
  fc.assert(
    fc.property(calendars, limits, instants, (by, limit, at) => {
      const clock = startClock(limit, at, 1, by);
      const { due = NaN, grants } = clock;
      assert.ok((usedAt(clock, due, by)[0] ?? 0) >= (grants[0]?.budget ?? 0));
      assert.ok((usedAt(clock, due - 1, by)[0] ?? 0) < (grants[0]?.budget ?? 0));
    }),
    { numRuns: 300 },
  );
});

test.run();
