import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { dutySchema, type DutyDocument } from "../../../src/org/duty/duty.ts";
import { compileRosters, seatKey } from "../../../src/org/duty/rosters.ts";
import { weekdays } from "../../../src/time/calendar.ts";
import { dateOf, dayLength, dayOf, weekdayOf } from "../../../src/time/local-day.ts";
import { zoneOf } from "../../../src/time/zone.ts";

const label = { "zh-CN": "值班", en: "Duty" };

const roster = (more: object) => dutySchema.parse({ id: "inspectors", label, role: "inspector", ...more });

const seat = seatKey("inspector", "g1");

/** Who is on duty at g1 when Shanghai's walls show this. */
function onAt(document: DutyDocument, wall: string): readonly string[] {
  return (
    compileRosters([document], zoneOf("Asia/Shanghai"))
      .at(Date.parse(`${wall}+08:00`))
      .on.get(seat) ?? []
  );
}

test("a weekly pattern runs on its days, through the night where it ends before it begins, between its first and last day", () => {
  const night = { unit: "g1", people: ["ina"], days: ["fri"], from: "20:00", until: "08:00", since: "2026-03-06", last: "2026-03-13" };
  const document = roster({ weekly: [night] });
  // 2026-03-06 is a Friday.
  assert.equal(onAt(document, "2026-03-06T19:59"), []);
  assert.equal(onAt(document, "2026-03-06T20:00"), ["ina"]);
  assert.equal(onAt(document, "2026-03-07T07:59"), ["ina"]);
  assert.equal(onAt(document, "2026-03-07T08:00"), []);
  assert.equal(onAt(document, "2026-02-27T21:00"), []);
  assert.equal(onAt(document, "2026-03-14T03:00"), ["ina"]);
  assert.equal(onAt(document, "2026-03-20T21:00"), []);
});

test("a shift goes before the pattern of its unit; several may be on duty at once, each named once", () => {
  const every = { unit: "g1", people: ["ina"], days: [...weekdays], from: "00:00", until: "24:00" };
  const [day, evening] = [
    { unit: "g1", people: ["off", "ben"], from: "2026-03-06T08:00", until: "2026-03-06T20:00" },
    { unit: "g1", people: ["ben", "sue"], from: "2026-03-06T18:00", until: "2026-03-06T22:00" },
  ];
  const document = roster({ weekly: [every, { ...every, people: ["ina", "kim"] }], shifts: [day, evening] });
  assert.equal(onAt(document, "2026-03-06T07:59"), ["ina", "kim"]);
  assert.equal(onAt(document, "2026-03-06T08:00"), ["off", "ben"]);
  assert.equal(onAt(document, "2026-03-06T19:00"), ["off", "ben", "sue"]);
  assert.equal(onAt(document, "2026-03-06T21:00"), ["ben", "sue"]);
  assert.equal(onAt(document, "2026-03-06T22:00"), ["ina", "kim"]);
});

test("asked in any order, at any minute and over jumps of the clock, the roster says who is on duty", () => {
  const first = dayOf("2026-03-06");
  const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, "0")}:00`);
  const pattern = fc.record({
    unit: fc.constant("g1"),
    people: fc.uniqueArray(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 2 }),
    days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1, maxLength: 4 }),
    from: time,
    until: time,
  });
  const instant = fc.integer({ min: first * 24 * 4, max: (first + 6) * 24 * 4 }).map((quarter) => (quarter * dayLength) / 96 + 30_000);
  fc.assert(
    fc.property(
      fc.constantFrom("Asia/Shanghai", "America/New_York"),
      fc.array(pattern, { minLength: 1, maxLength: 4 }),
      fc.array(instant, { minLength: 1, maxLength: 30 }),
      (id, weekly, instants) => {
        const zone = zoneOf(id);
        const rosters = compileRosters([roster({ weekly })], zone);
        for (const at of instants) {
          const today = Math.floor(zone.wallAt(at) / dayLength);
          const running = weekly.flatMap(({ people, days, from, until }) =>
            [today - 1, today].flatMap((day) => {
              const on = days.includes(weekdays[weekdayOf(day)] ?? "mon");
              const [start, end] = [`${dateOf(day)}T${from}`, `${dateOf(until <= from ? day + 1 : day)}T${until}`].map((wall) =>
                zone.instantOf(Date.parse(`${wall}Z`)),
              );
              return on && (start ?? 0) <= at && at < (end ?? 0) ? people : [];
            }),
          );
          assert.equal([...(rosters.at(at).on.get(seat) ?? [])].toSorted(), [...new Set(running)].toSorted());
          assert.ok(rosters.at(at).start <= at && at < rosters.at(at).end);
        }
      },
    ),
  );
});

test.run();
