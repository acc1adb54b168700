import { test } from "uvu";
import * as assert from "uvu/assert";
import { pauseClock, resumeClock, startClock } from "../../src/time/clock.ts";
import { explainClock } from "../../src/time/explain-clock.ts";
import { zoneOf } from "../../src/time/zone.ts";
import { calendarLike } from "./offices.ts";

const given = process.env["TZ"];

test.after(() => {
  if (given === undefined) delete process.env["TZ"];
  else process.env["TZ"] = given;
});

const noon = Date.parse("2026-03-07T12:00:00Z");

/** A clock over a weekend on which New York's clocks jump, paused once, with everything that is told of it. */
function life(zone: string) {
  const calendar = calendarLike({ holidays: undefined, seasons: [{ from: "03-09", until: "03-09", week: {} }] }, zone);
  const started = startClock({ basis: { type: "process" }, generation: 1 }, { amount: 3, unit: "work-day" }, noon, calendar);
  const clock = resumeClock(pauseClock(started, noon + 60 * 3_600_000, calendar), noon + 70 * 3_600_000, calendar);
  return { clock, lines: explainClock(clock, calendar, calendar.zone) };
}

test("the zone of the process has no part in what a calendar counts and tells", () => {
  for (const zone of ["Asia/Shanghai", "America/New_York"]) {
    const told = ["UTC", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"].map((own) => {
      process.env["TZ"] = own;
      return { offset: new Date(noon).getTimezoneOffset(), ...life(zone) };
    });
    assert.is(new Set(told.map(({ offset }) => offset)).size, 4, "the process has another zone each time");
    for (const { clock, lines } of told) assert.equal({ clock, lines }, { clock: told[0]?.clock, lines: told[0]?.lines });
  }
});

test("a wall time that comes twice is its first instant, one that is left out the instant of the jump", () => {
  const { instantOf, wallAt } = zoneOf("America/New_York");
  const at = (wall: string) => Date.parse(`${wall}Z`);
  assert.is(new Date(instantOf(at("2026-11-01T01:30"))).toISOString(), "2026-11-01T05:30:00.000Z");
  assert.is(new Date(instantOf(at("2026-03-08T02:30"))).toISOString(), "2026-03-08T07:00:00.000Z");
  assert.is(wallAt(Date.parse("2026-11-01T06:30:00Z")), at("2026-11-01T01:30"));
});

test.run();
