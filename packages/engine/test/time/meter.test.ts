import { Temporal } from "temporal-polyfill";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { LimitUnit } from "../../src/model/ticket.ts";
import { meterOf } from "../../src/time/meter.ts";
import { calendarLike } from "./offices.ts";

/** Where a limit ends that starts at a wall time and is never paused. */
function ends(start: string, amount: number, unit: LimitUnit, change: object = {}, zone = "Asia/Shanghai"): string {
  const from = Temporal.PlainDateTime.from(start).toZonedDateTime(zone).epochMilliseconds;
  const meter = meterOf(unit, calendarLike(change, zone));
  if (!meter) throw new Error("no meter");
  const end = meter.measure.reach(meter.measure.count(from) + meter.head(from) + amount * meter.scale);
  if (end === undefined) return "never";
  return Temporal.Instant.fromEpochMilliseconds(end).toZonedDateTimeISO(zone).toPlainDateTime().toString().slice(0, 16).replace("T", " ");
}

const [sameTime, endOfDay] = [{ workDay: "same-time" }, { workDay: "end-of-day" }];

test("urgent hours and natural days pass at night and on holidays", () => {
  assert.is(ends("2026-02-13 17:00", 2, "urgent-hour"), "2026-02-13 19:00");
  assert.is(ends("2026-09-30 17:00", 3, "natural-day"), "2026-10-03 17:00");
});

test("work hours pass in the slots of workdays only", () => {
  assert.is(ends("2026-03-02 10:00", 4, "work-hour"), "2026-03-02 16:00", "over noon");
  assert.is(ends("2026-03-02 17:00", 4, "work-hour"), "2026-03-03 11:00", "over night");
  assert.is(ends("2026-03-06 17:00", 4, "work-hour"), "2026-03-09 11:00", "over a weekend");
  assert.is(ends("2026-03-07 10:00", 8, "work-hour"), "2026-03-09 18:00", "from a Saturday to the end of Monday, not to Tuesday's start");
  assert.is(ends("2026-03-02 12:00", 4, "work-hour"), "2026-03-02 18:00", "from the end of a slot");
});

test("a holiday is free and a make-up workday is worked", () => {
  assert.is(ends("2026-02-13 16:00", 10, "work-hour"), "2026-02-14 18:00", "Saturday before the Spring Festival is worked");
  assert.is(ends("2026-02-13 16:00", 11, "work-hour"), "2026-02-24 09:00", "then nine days are free");
  assert.is(ends("2026-09-30 17:00", 2, "work-hour"), "2026-10-08 09:00");
});

test("the holidays of the year that begins are known when a limit runs across New Year", () => {
  assert.is(ends("2025-12-31 17:00", 2, "work-hour"), "2026-01-04 09:00", "January 1st to 3rd are free, Sunday the 4th is worked");
  assert.is(ends("2024-12-31 17:00", 2, "work-hour"), "2025-01-02 09:00");
});

test("a year without a list works by its week", () => {
  assert.is(ends("2027-10-01 08:00", 8, "work-hour"), "2027-10-01 18:00");
  const calendar = calendarLike();
  const [inside, into] = [Date.parse("2026-06-01T00:00:00Z"), Date.parse("2027-01-01T00:00:00Z")];
  assert.is(calendar.knows(inside, inside + 1), true);
  assert.is(calendar.knows(inside, into), false);
  assert.is(calendar.knows(Date.parse("2026-12-24T15:59:59Z"), Date.parse("2026-12-24T15:59:59Z")), true, "by the tenant's walls");
  assert.is(calendar.knows(Date.parse("2026-12-24T16:00:00Z"), Date.parse("2026-12-24T16:00:00Z")), false, "by the tenant's walls");
  assert.is(calendarLike({ holidays: undefined }).knows(inside, into), true, "without a list nothing is unknown");
});

test("workdays as hours: N times the day's working time", () => {
  assert.is(ends("2026-03-02 16:00", 2, "work-day"), "2026-03-04 16:00");
  assert.is(ends("2026-03-07 10:00", 1, "work-day"), "2026-03-09 18:00");
  assert.is(
    ends("2026-03-02 16:00", 1, "work-day", { days: { "2026-03-03": [["09:00", "12:00"]] } }),
    "2026-03-04 11:00",
    "a short day is short",
  );
});

test("workdays as the same time N workdays on", () => {
  assert.is(ends("2026-03-02 15:00", 2, "work-day", sameTime), "2026-03-04 15:00");
  assert.is(ends("2026-03-05 15:00", 2, "work-day", sameTime), "2026-03-09 15:00", "over a weekend");
  assert.is(ends("2026-03-02 20:30", 1, "work-day", sameTime), "2026-03-03 20:30", "after hours too");
  assert.is(ends("2026-03-07 10:00", 2, "work-day", sameTime), "2026-03-11 00:00", "from a Saturday: all of Monday and Tuesday");
  assert.is(ends("2026-02-13 15:00", 2, "work-day", sameTime), "2026-02-24 15:00", "the make-up Saturday is the first");
});

test("workdays to the end of the day: the first does not count, the last ends with its business", () => {
  assert.is(ends("2026-03-02 15:00", 2, "work-day", endOfDay), "2026-03-04 18:00");
  assert.is(ends("2026-03-02 07:00", 2, "work-day", endOfDay), "2026-03-04 18:00", "before opening");
  assert.is(ends("2026-03-02 20:00", 2, "work-day", endOfDay), "2026-03-04 18:00", "after closing");
  assert.is(ends("2026-03-07 10:00", 2, "work-day", endOfDay), "2026-03-10 18:00", "from a Saturday: Monday and Tuesday");
  assert.is(ends("2026-03-02 15:00", 1, "work-day", { ...endOfDay, days: { "2026-03-03": [["09:00", "12:00"]] } }), "2026-03-03 12:00");
});

test("in summer another week applies, and one season may span the new year", () => {
  const summer = { from: "05-01", until: "09-30", week: { mon: [["07:30", "12:00"]], tue: [["07:30", "12:00"]] } };
  assert.is(ends("2026-06-01 11:00", 2, "work-hour", { seasons: [summer] }), "2026-06-02 08:30");
  const winter = { from: "11-15", until: "02-15", week: { mon: [["09:00", "10:00"]] } };
  assert.is(ends("2027-12-27 09:30", 1, "work-hour", { seasons: [winter] }), "2028-01-03 09:30");
});

test("a week that came later counts since its day, and the one before goes on counting for what was before", () => {
  const weeks = [{ since: "2026-03-04", week: { wed: [["10:00", "11:00"]], thu: [["10:00", "11:00"]] } }];
  assert.is(ends("2026-03-02 17:00", 2, "work-hour", { weeks }), "2026-03-03 09:00");
  assert.is(ends("2026-03-03 17:00", 2, "work-hour", { weeks }), "2026-03-04 11:00");
});

test("a local day goes before the holiday list, the list before the week", () => {
  assert.is(ends("2026-09-30 17:00", 2, "work-hour", { days: { "2026-10-02": [["10:00", "12:00"]] } }), "2026-10-02 11:00");
  assert.is(ends("2026-03-02 17:00", 2, "work-hour", { days: { "2026-03-03": [] } }), "2026-03-04 09:00");
});

const nights = {
  week: {
    sat: [["22:00", "24:00"]],
    sun: [
      ["00:00", "06:00"],
      ["22:00", "24:00"],
    ],
    mon: [["00:00", "06:00"]],
  },
  holidays: undefined,
};

test("an hour the clock leaves out is not worked, one it repeats is worked twice", () => {
  // In New York 2026-03-08 02:00 becomes 03:00, and 2026-11-01 02:00 becomes 01:00.
  assert.is(ends("2026-03-07 22:00", 7, "work-hour", nights, "America/New_York"), "2026-03-08 06:00", "seven hours pass until six");
  assert.is(ends("2026-10-31 22:00", 9, "work-hour", nights, "America/New_York"), "2026-11-01 06:00", "nine hours pass until six");
  const until = (slots: readonly (readonly [string, string])[]) => ({
    week: { mon: [["08:00", "12:00"]], sun: slots },
    holidays: undefined,
  });
  const after = (hours: number, slots: readonly (readonly [string, string])[]) =>
    ends("2026-10-31 22:00", hours, "work-hour", until(slots), "America/New_York");
  assert.is(after(2.5, [["00:00", "01:30"]]), "2026-11-02 08:30", "what comes twice is worked twice, also where a slot ends within it");
  assert.is(after(1.5, [["01:30", "02:30"]]), "2026-11-01 02:30", "and where one begins within it");
});

test("where clocks go back over midnight, the day that has begun goes on", () => {
  // In St. John's 2010-11-07 00:01 became 2010-11-06 23:01.
  const always = { week: Object.fromEntries(["sat", "sun"].map((day) => [day, [["00:00", "24:00"]]])), holidays: undefined };
  assert.is(ends("2010-11-06 00:00", 24, "work-hour", always, "America/St_Johns"), "2010-11-07 00:00");
});

test("the same time of the day is what walls show, whether clocks jump or not", () => {
  const everyDay = { week: { ...calendarWeek(), sat: [["08:00", "12:00"]], sun: [["08:00", "12:00"]] }, holidays: undefined, ...sameTime };
  assert.is(ends("2026-03-07 15:00", 1, "work-day", everyDay, "America/New_York"), "2026-03-08 15:00");
  assert.is(ends("2026-03-07 15:00", 2, "work-day", everyDay, "America/New_York"), "2026-03-09 15:00");
  assert.is(ends("2026-10-31 15:00", 1, "work-day", everyDay, "America/New_York"), "2026-11-01 15:00");
  assert.is(
    ends("2026-03-07 02:30", 1, "work-day", everyDay, "America/New_York"),
    "2026-03-08 03:00",
    "an hour that is left out is reached at once",
  );
  // In São Paulo 2017-10-15 began at 01:00, in Beirut 2026-03-29 does.
  assert.is(ends("2017-10-14 15:00", 1, "work-day", everyDay, "America/Sao_Paulo"), "2017-10-15 15:00", "a midnight is left out");
  assert.is(ends("2026-03-28 15:00", 1, "work-day", everyDay, "Asia/Beirut"), "2026-03-29 15:00", "a midnight is left out");
  assert.is(ends("2026-10-24 15:00", 1, "work-day", everyDay, "Asia/Beirut"), "2026-10-25 15:00", "the hour before midnight comes twice");
  assert.is(ends("2026-10-30 15:00", 30, "natural-day", everyDay, "America/New_York"), "2026-11-29 14:00", "natural days are 24 hours");
});

test("what is never worked never ends", () => {
  assert.is(ends("2026-03-02 15:00", 1, "work-hour", { week: {}, holidays: undefined }), "never");
});

function calendarWeek() {
  return Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["08:00", "12:00"]]]));
}

test.run();
