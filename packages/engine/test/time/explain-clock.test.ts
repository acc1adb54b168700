import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { limitUnits } from "../../src/model/ticket.ts";
import { extendClock, pauseClock, resumeClock, startClock, stopClock } from "../../src/time/clock.ts";
import { usedAt } from "../../src/time/ledger.ts";
import { explainClock } from "../../src/time/explain-clock.ts";
import { calendarLike } from "./offices.ts";

const at = (wall: string) => Date.parse(`${wall.replace(" ", "T")}:00+08:00`);
const kind = { basis: { type: "process" }, generation: 1 } as const;

test("a limit over a make-up Saturday, a holiday, a weekend, two pauses and an extension is told line by line", () => {
  const calendar = calendarLike();
  let clock = startClock(kind, { amount: 3, unit: "work-day" }, at("2026-02-12 15:00"), calendar);
  clock = resumeClock(pauseClock(clock, at("2026-02-13 10:00"), calendar), at("2026-02-13 16:30"), calendar);
  clock = extendClock(clock, { amount: 2, unit: "work-day" }, calendar);
  clock = resumeClock(pauseClock(clock, at("2026-02-24 09:00"), calendar), at("2026-02-26 09:00"), calendar);
  const lines = explainClock(clock, calendar, calendar.zone);
  assert.equal(
    lines.map(({ text }) => text.en),
    [
      "limit: 3 workdays (24 h)",
      "Thu 2026-02-12 15:00–18:00 workday: 3 h used, 21 h left",
      "Fri 2026-02-13 08:00–10:00 workday: 2 h used, 19 h left",
      "Fri 2026-02-13 10:00–16:30 paused, does not count",
      "Fri 2026-02-13 16:30–18:00 workday: 1 h 30 min used, 17 h 30 min left",
      "Sat 2026-02-14 08:00–12:00 14:00–18:00 make-up workday: 8 h used, 9 h 30 min left",
      "Sun 2026-02-15 to Mon 2026-02-23 Spring Festival, does not count",
      "Tue 2026-02-24 08:00–09:00 workday: 1 h used, 8 h 30 min left",
      "Tue 2026-02-24 09:00 to Thu 2026-02-26 09:00 paused, does not count",
      "Thu 2026-02-26 09:00–12:00 14:00–18:00 workday: 7 h used, 1 h 30 min left",
      "Fri 2026-02-27 08:00–09:30 workday: 1 h 30 min used, 0 h left",
      "extension: 2 workdays (16 h)",
      "Fri 2026-02-27 09:30–12:00 14:00–18:00 workday: 6 h 30 min used, 9 h 30 min left",
      "Sat 2026-02-28 08:00–12:00 14:00–18:00 make-up workday: 8 h used, 1 h 30 min left",
      "Sun 2026-03-01 weekend, does not count",
      "Mon 2026-03-02 08:00–09:30 workday: 1 h 30 min used, 0 h left",
      "due Mon 2026-03-02 09:30",
    ],
  );
  for (const { text } of lines) assert.match(text["zh-CN"], /\p{Script=Han}/u);
  assert.is(lines[0]?.text["zh-CN"], "时限 3 个工作日（24 小时）");
  assert.is(lines.at(6)?.text["zh-CN"], "2026-02-15 周日 至 2026-02-23 周一 春节放假，不计");
});

test("the first day does not count where limits end with the day, and time outside working hours never does", () => {
  const byDay = calendarLike({ workDay: "end-of-day" });
  const said = (start: string) =>
    explainClock(startClock(kind, { amount: 1, unit: "work-day" }, at(start), byDay), byDay, byDay.zone).map(({ text }) => text.en);
  assert.equal(said("2026-03-02 15:00"), [
    "limit: 1 workday",
    "Mon 2026-03-02 15:00–18:00 the first day does not count",
    "Tue 2026-03-03 08:00–12:00 14:00–18:00 workday: 1 day used, 0 days left",
    "due Tue 2026-03-03 18:00",
  ]);
  assert.is(said("2026-03-02 19:00")[1], "Mon 2026-03-02 outside working hours, does not count");
});

test("a clock that runs late tells until now, one whose end never comes that it does not", () => {
  const calendar = calendarLike();
  const late = startClock(kind, { amount: 1, unit: "work-hour" }, at("2026-03-02 08:00"), calendar);
  const said = explainClock(late, calendar, calendar.zone, at("2026-03-02 10:00")).map(({ text }) => text.en);
  assert.equal(said.slice(-2), ["Mon 2026-03-02 09:00 to now overdue", "due Mon 2026-03-02 09:00"]);
  assert.not.ok(explainClock(late, calendar, calendar.zone, at("2026-03-02 08:30")).some((line) => line.kind === "over"));
  const rare = calendarLike({ week: { mon: [["08:00", "08:01"]] }, holidays: undefined });
  const never = startClock(kind, { amount: 200, unit: "work-day" }, at("2026-03-02 08:00"), rare);
  const [, line] = explainClock(never, rare, rare.zone);
  assert.is(line?.text.en, "not due within a hundred years: the calendar gives too little working time for this limit");
});

test("an extension is told once, however often the clock is paused after it, and the evening it is reached on not at all", () => {
  const calendar = calendarLike();
  const began = startClock(kind, { amount: 8, unit: "work-hour" }, at("2026-03-02 08:00"), calendar);
  const extended = extendClock(began, { amount: 4, unit: "work-hour" }, calendar);
  const paused = resumeClock(pauseClock(extended, at("2026-03-03 09:00"), calendar), at("2026-03-03 11:00"), calendar);
  assert.equal(
    explainClock(paused, calendar, calendar.zone).map(({ text }) => text.en),
    [
      "limit: 8 work hours",
      "Mon 2026-03-02 08:00–12:00 14:00–18:00 workday: 8 h used, 0 h left",
      "extension: 4 work hours",
      "Tue 2026-03-03 08:00–09:00 workday: 1 h used, 3 h left",
      "Tue 2026-03-03 09:00–11:00 paused, does not count",
      "Tue 2026-03-03 11:00–12:00 14:00–16:00 workday: 3 h used, 0 h left",
      "due Tue 2026-03-03 16:00",
    ],
  );
});

test("a clock that has ended says when, whether that was in time, and what was granted and never needed", () => {
  const calendar = calendarLike();
  const began = startClock(kind, { amount: 2, unit: "work-hour" }, at("2026-03-02 08:00"), calendar);
  const extended = extendClock(began, { amount: 4, unit: "work-hour" }, calendar);
  const last = (wall: string) =>
    explainClock(stopClock(extended, at(wall), calendar), calendar, calendar.zone)
      .slice(-3)
      .map(({ text }) => text.en);
  assert.equal(last("2026-03-02 09:00"), ["extension: 4 work hours", "due Mon 2026-03-02 16:00", "ended Mon 2026-03-02 09:00, in time"]);
  assert.equal(last("2026-03-02 17:00"), [
    "Mon 2026-03-02 16:00–17:00 overdue",
    "due Mon 2026-03-02 16:00",
    "ended Mon 2026-03-02 17:00, late",
  ]);
});

test("what a pause left of the first day is told on the day that stands for it", () => {
  const byDay = calendarLike({ workDay: "end-of-day" });
  const began = startClock(kind, { amount: 1, unit: "work-day" }, at("2026-03-02 15:00"), byDay);
  const paused = resumeClock(pauseClock(began, at("2026-03-02 16:00"), byDay), at("2026-03-03 10:00"), byDay);
  const lines = explainClock(paused, byDay, byDay.zone).map(({ text }) => text.en);
  assert.is(
    lines[3],
    "Tue 2026-03-03 10:00–12:00 14:00–18:00 workday: 0.25 days for the first day, which does not count, then 0.5 days used, 0.5 days left",
  );
});

test("what an older calendar or zone counted in days is told in days, and told day by day where it counts alike today", () => {
  const byDay = calendarLike({ workDay: "same-time" });
  const stopped = stopClock(
    startClock(kind, { amount: 3, unit: "work-day" }, at("2026-03-02 12:00"), byDay),
    at("2026-03-04 00:00"),
    byDay,
  );
  const elsewhere = calendarLike({ workDay: "same-time" }, "America/New_York");
  assert.match(
    explainClock(stopped, elsewhere, elsewhere.zone)[1]?.text.en ?? "",
    /: 1.5 days, as the calendar office@1 \(zone Asia\/Shanghai\) counted then$/,
  );
  const newer = { ...byDay, ref: { ...byDay.ref, version: 2 } };
  assert.equal(explainClock(stopped, newer, newer.zone), explainClock(stopped, byDay, byDay.zone));
});

test("amounts are rounded so that every line is what the one before left, less what it used", () => {
  const byDay = calendarLike({ workDay: "end-of-day" });
  const clock = startClock(kind, { amount: 2, unit: "work-day" }, at("2026-03-01 09:00"), byDay);
  const paused = resumeClock(pauseClock(clock, at("2026-03-02 11:00"), byDay), at("2026-03-02 16:00"), byDay);
  assert.equal(
    explainClock(paused, byDay, byDay.zone)
      .filter(({ kind: what }) => what === "used")
      .map(({ text }) => text.en.split(": ")[1]),
    ["0.37 days used, 1.63 days left", "0.25 days used, 1.38 days left", "1 day used, 0.38 days left", "0.38 days used, 0 days left"],
  );
});

test("what an earlier version of the calendar counted is told as it was recorded", () => {
  const calendar = calendarLike();
  const clock = pauseClock(
    startClock(kind, { amount: 8, unit: "work-hour" }, at("2026-03-02 15:00"), calendar),
    at("2026-03-02 18:00"),
    calendar,
  );
  const next = { ...calendarLike({ days: { "2026-03-02": [] } }), ref: { id: "office", version: 2 } };
  assert.is(explainClock(clock, next, next.zone)[1]?.text.en, "Mon 2026-03-02 15:00–18:00: 3 h, as the calendar office@1 counted then");
  const goes = resumeClock(clock, at("2026-03-03 08:00"), next);
  assert.match(explainClock(goes, next, next.zone)[3]?.text.en ?? "", /: 5 h used, 0 h left$/);
});

test("the lines add up to what the clock has used, in every unit", () => {
  const steps = fc.integer({ min: 0, max: 5 * 86_400_000 });
  const lives = fc.record({
    by: fc.constantFrom(calendarLike(), calendarLike({ workDay: "same-time" }), calendarLike({ workDay: "end-of-day" })),
    limits: fc.array(fc.record({ amount: fc.integer({ min: 1, max: 30 }), unit: fc.constantFrom(...limitUnits) }), {
      minLength: 1,
      maxLength: 3,
    }),
    start: fc.integer({ min: at("2025-01-01 00:00"), max: at("2026-03-01 00:00") }),
    waits: fc.array(fc.tuple(steps, steps), { maxLength: 3 }),
    last: steps,
  });
  fc.assert(
    fc.property(lives, ({ by, limits: [limit, ...extensions], start, waits, last }) => {
      if (!limit) return;
      let [clock, now] = [startClock(kind, limit, start, by), start];
      for (const more of extensions) clock = extendClock(clock, more, by);
      for (const [run, wait] of waits) {
        clock = pauseClock(clock, (now += run), by);
        clock = resumeClock(clock, (now += wait), by);
      }
      const stopped = stopClock(clock, now + last, by);
      const lines = explainClock(stopped, by, by.zone);
      const budgets = clock.grants.map(({ budget }) => budget);
      const used = usedAt(clock, now + last, by).reduce((sum, each, i) => sum + Math.min(each, budgets[i] ?? 0), 0);
      const told = lines.reduce((sum, line) => sum + (line.used ?? 0), 0);
      // The rest of a first day that does not count was part of the budget.
      const hidden = by.workDay === "end-of-day" && limit.unit === "work-day" ? 86_400_000 : 0;
      assert.ok(told <= used && told >= used - hidden, `${told} of ${used}`);
    }),
    { numRuns: 150 },
  );
});

test.run();
