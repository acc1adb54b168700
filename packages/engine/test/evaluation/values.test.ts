import { test } from "uvu";
import * as assert from "uvu/assert";
import type { EvaluationDocument } from "../../src/definitions/evaluation.ts";
import { valuesOf } from "../../src/evaluation/values.ts";

const label = { "zh-CN": "数", en: "Number" };

type Indicator = NonNullable<EvaluationDocument["indicators"]>[number];
type Score = NonNullable<EvaluationDocument["scores"]>[number];

const rate = (name: string, part: readonly string[], of: readonly string[], more: Partial<Indicator> = {}): Indicator => ({
  name,
  label,
  part: [...part],
  of: [...of],
  empty: "none",
  ...more,
});

const grades = [
  ["A", 90, "green"],
  ["B", 75, "blue"],
  ["C", 60, "yellow"],
  ["D", 40, "red"],
  ["E", 0, "black"],
].map(([code, from, colour]) => ({ code, label, from, colour })) as NonNullable<Score["grades"]>;

const unit: EvaluationDocument = {
  id: "unit",
  label,
  tallies: [],
  indicators: [
    rate("filing", ["filed"], [], { of: { perMonth: 50 }, empty: "zero" }),
    rate("closing", ["closed"], ["filed"]),
    rate("on-time", ["on-time"], ["on-time", "late"]),
    rate("rework", ["reworked"], ["filed"]),
  ],
  scores: [
    {
      name: "overall",
      label,
      total: 100,
      missing: "none",
      parts: [
        { indicator: "filing", weight: 10 },
        { indicator: "closing", weight: 30 },
        { indicator: "on-time", weight: 30 },
        { indicator: "rework", weight: 30, less: true },
      ],
      grades,
      least: { tally: "filed", cases: 5 },
    },
  ],
};

test("a score is the weighted sum of its indicators, less being better where it says so", () => {
  const { indicators, scores } = valuesOf(unit, { filed: 100, closed: 80, "on-time": 72, late: 8, reworked: 10 }, 1);
  assert.is(indicators["filing"]?.value, 2);
  assert.is(indicators["on-time"]?.value, 0.9);
  // 10 for filing, which never counts more than whole; 24; 27; 27.
  assert.is(scores["overall"]?.value, 88);
  assert.equal(
    scores["overall"]?.parts.map(({ points }) => points),
    [10, 24, 27, 27],
  );
  assert.equal(scores["overall"]?.grade, { code: "B", colour: "blue" });
});

test("a number that each month asks for grows with the months", () => {
  assert.is(valuesOf(unit, { filed: 100, closed: 0, "on-time": 0, late: 0, reworked: 0 }, 4).indicators["filing"]?.value, 0.5);
});

test("below the least number of cases there is a score and no grade", () => {
  const { scores } = valuesOf(unit, { filed: 4, closed: 4, "on-time": 4, late: 0, reworked: 0 }, 1);
  assert.is(scores["overall"]?.value, 90.8);
  assert.is(scores["overall"]?.grade, undefined);
  assert.is(scores["overall"]?.few, true);
});

test("where an indicator has nothing to be divided by, the definition says what is said", () => {
  const nothing = { filed: 10, closed: 10, "on-time": 0, late: 0, reworked: 0 };
  const [score] = unit.scores ?? [];
  assert.ok(score);
  assert.is(valuesOf(unit, nothing, 1).scores["overall"]?.value, null);
  const spread = valuesOf({ ...unit, scores: [{ ...score, missing: "spread" }] }, nothing, 1).scores["overall"];
  // 2 of 10, 30 and 30 of 70 become 62 of 70, of 100.
  assert.is(spread?.value, 88.5714285714);
  assert.equal(
    spread?.parts.map(({ weight, points }) => [weight, points === null]),
    [
      [14.2857142857, false],
      [42.8571428571, false],
      [30, true],
      [42.8571428571, false],
    ],
  );
  for (const [empty, value] of [
    ["full", 1],
    ["zero", 0],
    ["none", null],
  ] as const) {
    const { indicators } = valuesOf({ ...unit, indicators: [rate("x", ["on-time"], ["late"], { empty })], scores: [] }, nothing, 1);
    assert.is(indicators["x"]?.value, value);
  }
});

test("90 is an A also where binary decimals would make it less", () => {
  const tallies = { a: 9, b: 10 };
  const document: EvaluationDocument = {
    ...unit,
    indicators: ["p", "q", "r"].map((name) => rate(name, ["a"], ["b"])),
    scores: [
      {
        name: "s",
        label,
        total: 100,
        missing: "none",
        parts: [
          ["p", 33.3],
          ["q", 33.3],
          ["r", 33.4],
        ].map(([indicator, weight]) => ({ indicator, weight })) as Score["parts"],
        grades,
      },
    ],
  };
  assert.is(valuesOf(document, tallies, 1).scores["s"]?.grade?.code, "A");
});

test("marks of 1 to 5 are told as a share of what there could be", () => {
  const { indicators } = valuesOf(
    { ...unit, indicators: [rate("mean", ["sum"], ["count"], { full: 5 })], scores: [] },
    { sum: 18, count: 4 },
    1,
  );
  assert.equal(indicators["mean"], { value: 0.9, part: 18, of: 20 });
});

test("a value that is a warning by itself is marked, above or below", () => {
  const warned = (warn: Indicator["warn"], whistles: number) =>
    valuesOf({ ...unit, indicators: [rate("w", ["w"], ["filed"], { warn })], scores: [] }, { w: whistles, filed: 10 }, 1).indicators["w"]
      ?.warning;
  assert.is(warned({ above: 0.3, label }, 4), true);
  assert.is(warned({ above: 0.3, label }, 3), undefined);
  assert.is(warned({ below: 0.3, label }, 2), true);
  assert.is(warned({ below: 0.3, label }, 3), undefined);
});

test("what is not counted yet makes no indicator, and no score of it", () => {
  const { indicators, scores } = valuesOf(unit, { filed: 10 }, 1);
  assert.equal(Object.keys(indicators), ["filing"]);
  assert.is(scores["overall"]?.value, null);
});

test.run();
