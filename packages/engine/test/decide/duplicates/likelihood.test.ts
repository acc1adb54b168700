import { test } from "uvu";
import * as assert from "uvu/assert";
import { likelihood, likely, type Comparable } from "../../../src/decide/duplicates/likelihood.ts";
import { hashesOf } from "../../../src/decide/duplicates/likeness-of.ts";
import { buildTree } from "../../../src/model/tree.ts";

const hour = 3_600_000;
const now = 1_700_000_000_000;

const { tree: categories } = buildTree([
  { code: "01" },
  { code: "0101", parent: "01" },
  { code: "0102", parent: "01" },
  { code: "02" },
  { code: "0201", parent: "02" },
]);
const { tree: units } = buildTree([{ code: "d" }, { code: "g1", parent: "d" }, { code: "g2", parent: "d" }]);

interface Said {
  readonly text: string;
  /** Metres to the north of where everything else is; no point where absent. */
  readonly north?: number;
  readonly area?: string;
  readonly category?: string;
  readonly hoursAgo?: number;
}

function report({ text, north, area, category, hoursAgo = 0 }: Said): Comparable {
  const place = north === undefined ? { lng: null, lat: null } : { lng: 115.78, lat: 33.85 + north / 111_195 };
  return { ...place, area: area ?? null, category: category ?? null, reportedAt: now - hoursAgo * hour, words: hashesOf([text]) };
}

function scoreOf(one: Said, other: Said): number {
  const few = () => 3;
  return likelihood(report(one), report(other), { categories, units }, few).score;
}

/** Invented reports, each pair of one matter, worded by two people. */
const same: readonly (readonly [string, Said, Said])[] = [
  [
    "a blocked fire lane, by two neighbours",
    { text: "东巷口五辆车乱停，消防通道被堵死", north: 0, category: "0201" },
    { text: "东巷消防通道被车堵了，没人管", north: 40, category: "0201", hoursAgo: 5 },
  ],
  [
    "a dark lamp, told otherwise",
    { text: "楼前路灯不亮", north: 0, category: "0101" },
    { text: "路灯坏了，晚上一片漆黑", north: 25, category: "0101", hoursAgo: 20 },
  ],
  [
    "rubbish, one with a point and one with an area only",
    { text: "三号楼楼道口垃圾堆了三天", north: 0, area: "g1" },
    { text: "三号楼门口垃圾没人清，都堆三天了", area: "g1", hoursAgo: 10 },
  ],
  [
    "a broken cover, without any place but the words",
    { text: "人民路小学门口井盖破损，很危险" },
    { text: "人民路小学门口的井盖碎了", hoursAgo: 2 },
  ],
  [
    "noise at night, two days apart",
    { text: "工地夜间施工噪音扰民", north: 0 },
    { text: "半夜工地还在施工，噪音很大", north: 60, hoursAgo: 48 },
  ],
  [
    "a burst pipe in English",
    { text: "Water main burst on Elm Street, the road is flooded", north: 0 },
    { text: "Elm Street flooded, looks like a burst water main", north: 30, hoursAgo: 1 },
  ],
  [
    "a light in English",
    { text: "Street light out in front of 12 Oak Avenue", north: 0, category: "0101" },
    { text: "The light at 12 Oak Avenue is not working", north: 15, category: "0101", hoursAgo: 30 },
  ],
];

/** Pairs of two matters. */
const different: readonly (readonly [string, Said, Said])[] = [
  [
    "two matters at one gate",
    { text: "东巷口路灯不亮", north: 0, category: "0101" },
    { text: "东巷口五辆车乱停", north: 5, category: "0201", hoursAgo: 3 },
  ],
  [
    "two matters at one place in one kind of category",
    { text: "小区门口井盖破损", north: 0, category: "0102" },
    { text: "小区围墙倒塌，砸坏护栏", north: 10, category: "0101", hoursAgo: 4 },
  ],
  [
    "the same words two kilometres off",
    { text: "路灯不亮", north: 0, category: "0101" },
    { text: "路灯不亮", north: 2000, category: "0101", hoursAgo: 1 },
  ],
  [
    "the same words on the ground of another unit",
    { text: "楼道口垃圾堆了三天", area: "g1" },
    { text: "楼道口垃圾堆了三天", area: "g2", hoursAgo: 1 },
  ],
  [
    "the same words half a year ago",
    { text: "路灯不亮", north: 0, category: "0101" },
    { text: "路灯不亮", north: 0, category: "0101", hoursAgo: 24 * 180 },
  ],
  [
    "two matters in one street, in English",
    { text: "Pothole on Elm Street near the school", north: 0 },
    { text: "Loud music on Elm Street every night", north: 80, hoursAgo: 6 },
  ],
  ["nothing in common but the place", { text: "烧烤店油烟扰民", north: 0 }, { text: "自来水停水两天", north: 20, hoursAgo: 2 }],
];

for (const [title, one, other] of same) {
  test(`likely one matter: ${title}`, () => {
    assert.ok(scoreOf(one, other) >= likely, String(scoreOf(one, other)));
    assert.ok(scoreOf(other, one) >= likely, String(scoreOf(other, one)));
  });
}

for (const [title, one, other] of different) {
  test(`not likely one matter: ${title}`, () => {
    assert.ok(scoreOf(one, other) < likely, String(scoreOf(one, other)));
    assert.ok(scoreOf(other, one) < likely, String(scoreOf(other, one)));
  });
}

test("a word that nearly every ticket holds tells less than a rare one", () => {
  const trees = { categories, units };
  const [asked, lamp, road] = ["建安路路灯", "路灯", "建安路"].map((text) => report({ text }));
  if (!asked || !lamp || !road) throw new Error("three reports");
  const [hot] = hashesOf(["路灯"]);
  const ticketsWith = (word: number) => (word === hot ? 400 : 2);
  assert.ok(likelihood(asked, road, trees, ticketsWith).score > likelihood(asked, lamp, trees, ticketsWith).score);
});

test("it says how far and how long they lie apart, and what else is the same", () => {
  const [one, other] = [
    report({ text: "路灯不亮", north: 0, area: "g1", category: "0101" }),
    report({ text: "路灯不亮", north: 40, area: "g1", category: "0101", hoursAgo: 5 }),
  ];
  assert.equal(
    likelihood(one, other, { categories, units }, () => 1),
    { score: likelihood(one, other, { categories, units }, () => 1).score, metres: 40, hours: 5, sameArea: true, sameCategory: true },
  );
});

test.run();
