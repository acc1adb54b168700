import { test } from "uvu";
import * as assert from "uvu/assert";
import { calendarSchema, type CalendarDocument } from "../../src/time/calendar.ts";
import { checkCalendar } from "../../src/time/check-calendar.ts";
import { checkHolidays } from "../../src/time/check-holidays.ts";
import type { HolidaysDocument } from "../../src/time/holidays.ts";
import { chinese, label, office } from "./offices.ts";

function findings(change: object, others: readonly CalendarDocument[] = []): readonly string[] {
  const document: CalendarDocument = { ...office, ...change };
  const around = { holidays: new Map([["cn", chinese]]), unitKinds: new Set(["street", "squad"]), calendars: [document, ...others] };
  return checkCalendar(document, around).map(({ severity, code, place }) => `${severity} ${code} ${place}`);
}

test("an office that works by the national holidays is fine", () => {
  assert.equal(findings({}), []);
  assert.equal(findings({ unitKinds: ["street"] }, [{ ...office, id: "night" }]), []);
});

test("a calendar by which nobody works for a year is refused", () => {
  assert.equal(findings({ week: {}, holidays: undefined }), ["error no-working-time /week"]);
  assert.equal(findings({ week: {}, holidays: undefined, days: { "2026-03-02": [["08:00", "12:00"]] } }), ["error no-working-time /week"]);
  assert.equal(findings({ seasons: [{ from: "01-01", until: "12-31", week: {} }] }), ["error no-working-time /week"]);
  const since = (date: string, week: object) => ({ since: date, week });
  assert.equal(findings({ weeks: [since("2030-07-01", {}), since("2060-01-01", office.week)] }), ["error no-working-time /week"]);
  assert.equal(findings({ weeks: [since("2030-03-01", {}), since("2030-09-01", office.week)] }), []);
});

test("two weeks that begin on one day are refused", () => {
  const week = (since: string) => ({ since, week: office.week });
  assert.equal(findings({ weeks: [week("2030-03-01"), week("2031-03-01"), week("2030-03-01")] }), ["error duplicate-week /weeks/2/since"]);
});

test("a list or a kind of unit that does not exist is refused", () => {
  assert.equal(findings({ holidays: "hk" }), ["error unknown-holidays /holidays"]);
  assert.equal(findings({ unitKinds: ["street", "strete"] }, [{ ...office, id: "rest" }]), ["error unknown-unit-kind /unitKinds/1"]);
});

test("calendars of which each names kinds of unit leave the other units without one, and are refused", () => {
  assert.equal(findings({ unitKinds: ["street"] }), ["error no-default /unitKinds"]);
  assert.equal(findings({ unitKinds: ["street"] }, [{ ...office, id: "night", unitKinds: ["squad"] }]), ["error no-default /unitKinds"]);
});

test("two calendars for the same units are refused", () => {
  assert.equal(findings({}, [{ ...office, id: "other" }]), ["error shared-kind "]);
  assert.equal(
    findings({ unitKinds: ["squad", "street"] }, [
      { ...office, id: "other", unitKinds: ["street"] },
      { ...office, id: "rest" },
    ]),
    ["error shared-kind /unitKinds/1"],
  );
});

test("seasons that share days, and make-up workdays without slots, are warned of", () => {
  const season = (from: string, until: string) => ({ from, until, week: office.week });
  assert.equal(findings({ seasons: [season("05-01", "09-30"), season("10-01", "04-30")] }), []);
  assert.equal(findings({ seasons: [season("05-01", "09-30"), season("09-30", "12-31")] }), ["warning season-overlap /seasons/1"]);
  assert.equal(findings({ seasons: [season("11-01", "02-28"), season("01-15", "01-20")] }), ["warning season-covered /seasons/1"]);
  assert.equal(findings({ makeUp: "sun" }), ["warning make-up-free /makeUp"]);
});

test("slots come in order and apart, and seasons on days that some year has", () => {
  const parses = (change: object) => calendarSchema.safeParse({ ...office, ...change }).success;
  assert.ok(parses({}));
  assert.ok(parses({ seasons: [{ from: "02-29", until: "03-01", week: {} }] }));
  for (const slots of [
    [["08:00", "08:00"]],
    [["18:00", "08:00"]],
    [
      ["08:00", "12:00"],
      ["11:00", "13:00"],
    ],
    [["8:00", "12:00"]],
    [["08:00", "24:01"]],
  ])
    assert.not.ok(parses({ week: { mon: slots } }), JSON.stringify(slots));
  for (const from of ["02-30", "13-01", "5-1", ""]) assert.not.ok(parses({ seasons: [{ from, until: "12-31", week: {} }] }), from);
  for (const date of ["2026-02-30", "2026-2-3", "26-02-03"]) assert.not.ok(parses({ days: { [date]: [] } }), date);
  for (const workDay of ["hours", { hours: 0 }, { hours: 25 }, undefined]) assert.not.ok(parses({ workDay }), JSON.stringify(workDay));
});

test("the shipped list names each day once, in its own year, with its source", () => {
  assert.equal(checkHolidays(chinese), []);
  assert.equal(Object.keys(chinese.years).length, 19);
  for (const [year, { source }] of Object.entries(chinese.years)) assert.match(source ?? "", /^https:\/\/www\.gov\.cn\//, year);
});

test("a day of another year, one that is free and worked, and a holiday without a name are refused", () => {
  const list = (off: Record<string, string>, makeUp: string[]): HolidaysDocument => ({
    id: "x",
    label,
    names: { "new-year": label },
    years: { "2027": { off, makeUp } },
  });
  const found = (document: HolidaysDocument) => checkHolidays(document).map(({ code, place }) => `${code} ${place}`);
  assert.equal(found(list({ "2026-12-31/2027-01-02": "new-year" }, ["2027-01-03"])), [], "the December before belongs to it");
  assert.equal(found(list({ "2026-11-30": "new-year" }, ["2028-01-01"])), [
    "stray-day /years/2027/off/2026-11-30",
    "stray-day /years/2027/makeUp/0",
  ]);
  assert.equal(found(list({ "2027-01-01/2027-01-03": "new-year" }, ["2027-01-02"])), ["day-twice /years/2027/makeUp/0"]);
  const [twice] = checkHolidays(list({ "2027-01-01/2027-01-03": "new-year" }, ["2027-01-02"]));
  assert.match(twice?.message.en ?? "", "stands at /years/2027/off/2027-01-01/2027-01-03 already");
  assert.equal(found(list({ "2027-01-01/2027-01-03": "newyear" }, [])), ["unknown-name /years/2027/off/2027-01-01~12027-01-03"]);
});

test.run();
