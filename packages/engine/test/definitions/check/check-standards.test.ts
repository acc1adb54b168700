import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkStandards } from "../../../src/definitions/check/check-standards.ts";
import { goneBefore } from "../../../src/definitions/check/limit-reach.ts";
import type { ProcessDocument } from "../../../src/definitions/process.ts";
import type { Standard } from "../../../src/definitions/standards.ts";
import { buildTree } from "../../../src/model/tree.ts";
import { dateOf, dayOf } from "../../../src/time/local-day.ts";
import { isInSeason } from "../../../src/time/season.ts";

const { tree } = buildTree([{ code: "1" }]);

type Limits = NonNullable<Standard["limits"]>;

const hour = { amount: 1, unit: "urgent-hour" } as const;
const summer = { from: "05-01", until: "09-30" };
const winter = { from: "10-01", until: "04-30" };

/** A process that goes by standards, whose report asks for these fields. */
function processAsking(form: object): ReadonlyMap<string, ProcessDocument> {
  const clocks = { handle: { label: {}, standard: true } };
  return new Map([["p", { id: "p", states: {}, meta: { label: {}, clocks, report: { by: [], form } } } as unknown as ProcessDocument]]);
}

function findings(limits: Limits, processes: ReadonlyMap<string, ProcessDocument> = new Map()): readonly string[] {
  const around = { categories: { tree }, hasCalendar: true, areaClasses: new Set(["core"]), processes };
  return checkStandards([{ code: "1", category: "1", limits }], around).map(({ severity, code, place }) => `${severity} ${code} ${place}`);
}

test("limits that each come to count are nothing to warn of", () => {
  assert.equal(
    findings([
      { ...hour, season: summer },
      { ...hour, season: winter },
    ]),
    [],
  );
  assert.equal(findings([{ ...hour, tier: 1, season: summer }, { ...hour, tier: 1 }, hour]), []);
  assert.equal(
    findings([
      { ...hour, tier: 1 },
      { ...hour, tier: 1, milestone: "seen" },
    ]),
    [],
  );
});

test("a limit is warned of that one before it always goes before", () => {
  assert.equal(findings([{ ...hour, tier: 1 }, { ...hour, tier: 1 }, hour]), ["warning limit-never-first /standards/0/limits/1"]);
  assert.equal(findings([{ ...hour, level: "A" }, { ...hour, level: "A", areaClass: "core" }, hour]), [
    "warning limit-never-first /standards/0/limits/1",
  ]);
});

test("a limit is warned of that several before it take between them", () => {
  const seasons = [
    { ...hour, tier: 1 as const, season: summer },
    { ...hour, tier: 1 as const, season: winter },
  ];
  assert.equal(findings([...seasons, { ...hour, tier: 1 }, hour]), ["warning limit-never-first /standards/0/limits/2"]);
  assert.equal(findings([...seasons, { ...hour, areaClass: "core" }, hour]), [], "the core has other tiers");
  const grounds = [
    { ...hour, level: "A", areaClass: "core" },
    { ...hour, level: "A" },
  ] as const;
  assert.equal(findings([...grounds, { ...hour, level: "A", season: { from: "06-01", until: "06-30" } }, hour]), [
    "warning limit-never-first /standards/0/limits/2",
  ]);
  assert.equal(
    findings([
      { ...hour, season: summer },
      { ...hour, tier: 2, season: { from: "06-01", until: "06-30" } },
      { ...hour, tier: 2, season: { from: "09-01", until: "10-01" } },
      hour,
    ]),
    ["warning limit-never-first /standards/0/limits/1"],
  );
});

test("of the limits that go before, those that are needed are named", () => {
  const season = (of: typeof summer) => ({ ...hour, tier: 2 as const, season: of });
  assert.equal(goneBefore([{ ...hour, level: "A" }, season(summer), season(winter), { ...hour, tier: 2 }], 3), [1, 2]);
  assert.equal(goneBefore([season(summer), { ...hour, tier: 2 }, { ...hour, tier: 2, season: summer }], 2), [1], "one where one will do");
  assert.is(goneBefore([hour], 1), undefined);
});

test("a limit comes to count exactly where the evaluator finds a ticket and a day for it", () => {
  const maybe = <Value>(...values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
  const limits = fc.record({
    tier: maybe<1 | 2 | 3>(1, 2, 3),
    level: maybe("A", "B"),
    areaClass: maybe("core", "rim"),
    season: maybe(summer, winter, { from: "12-01", until: "02-29" }, { from: "03-01", until: "11-30" }),
  });
  const days = Array.from({ length: 366 }, (_, i) => dayOf("2024-01-01") + i).filter((day) =>
    [1, 15, 29, 30, 31].includes(Number(dateOf(day).slice(8))),
  );
  const tickets = [undefined, 1, 2, 3].flatMap((tier) =>
    [undefined, "A", "B"].flatMap((level) =>
      [undefined, "core", "rim"].flatMap((areaClass) => days.map((day) => ({ tier, level, areaClass, day }))),
    ),
  );
  fc.assert(
    fc.property(fc.array(limits, { minLength: 1, maxLength: 6 }), (list) => {
      const counted = new Set(
        tickets.map(({ day, ...ticket }) =>
          list.findIndex(
            ({ season, ...asks }) =>
              (["tier", "level", "areaClass"] as const).every((of) => asks[of] === undefined || asks[of] === ticket[of]) &&
              (season === undefined || isInSeason(season, day)),
          ),
        ),
      );
      const written = list.map((limit) => ({ ...hour, ...limit }));
      for (const at of list.keys()) assert.is(goneBefore(written, at) === undefined, counted.has(at), JSON.stringify([list, at]));
    }),
    { numRuns: 60 },
  );
});

test("however many conditions there are, the check ends", () => {
  const many = Array.from({ length: 100 }, (_, i) => ({
    ...hour,
    ...(i % 3 === 0 && { level: `L${i}` }),
    ...(i % 3 === 1 && { areaClass: "core" }),
    ...(i % 3 === 2 && {
      season: { from: `${String((i % 12) + 1).padStart(2, "0")}-01`, until: `${String((i % 12) + 1).padStart(2, "0")}-15` },
    }),
  }));
  const began = process.cpuUsage().user;
  findings([...many, hour] as Limits);
  assert.ok(process.cpuUsage().user - began < 2_000_000);
});

test("a level that no form of a process by standards offers is warned of, with those that are", () => {
  const level = (...codes: readonly string[]) => ({ type: "choice", label: {}, values: codes.map((code) => ({ code, label: {} })) });
  const limits: Limits = [{ ...hour, level: "A" }, hour];
  const deaf = ["warning level-not-offered /standards/0/limits/0/level"];
  assert.equal(findings(limits, processAsking({})), deaf);
  assert.equal(findings(limits, processAsking({ level: level("B", "C") })), deaf);
  assert.equal(findings(limits, processAsking({ level: { type: "number", label: {} } })), deaf, "no number is a code");
  assert.equal(findings(limits, processAsking({ level: level("B", "A") })), []);
  assert.equal(findings(limits, processAsking({ level: { type: "string", label: {} } })), [], "whatever is written there");
  assert.equal(findings(limits), [], "without a process nobody can say");
});

test("limits that all have a season are warned of where a day of the year is in none", () => {
  assert.equal(findings([{ ...hour, season: summer }]), ["warning seasonal-only /standards/0/limits"]);
  assert.equal(findings([hour, { ...hour, milestone: "seen", season: winter }]), ["warning seasonal-only /standards/0/limits"]);
});

test.run();
