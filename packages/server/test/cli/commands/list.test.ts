import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders } from "../../../../engine/test/fixtures/temp.ts";
import { lines } from "../run.ts";
import { town } from "../town-folder.ts";

test.after(removeTempFolders);

const { muster, report } = await town();
const cover = await report();
await muster("report", "--as", "che", "--field", "description=乱停车", "--field", "area=g1", "--source", "grid");
await muster("send", cover, "file", "--as", "ann");
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

const filters = [
  { argv: [], numbers: 2 },
  { argv: ["--stage", "dispatch"], numbers: 1 },
  { argv: ["--tier", "3"], numbers: 1 },
  { argv: ["--open"], numbers: 2 },
  { argv: ["--closed"], numbers: 0 },
  { argv: ["--category", "01"], numbers: 1 },
  { argv: ["--owner", "d"], numbers: 1 },
  { argv: ["--source", "grid"], numbers: 1 },
  { argv: ["--late"], numbers: 0 },
  { argv: ["--from", today], numbers: 2 },
  { argv: ["--until", today], numbers: 2 },
  { argv: ["--until", `${today}T00:00+08:00`], numbers: 0 },
  { argv: ["--as", "off"], numbers: 0 },
  { argv: ["--limit", "1"], numbers: 1 },
];
for (const { argv, numbers } of filters) {
  test(`list ${argv.join(" ")} finds ${numbers}`, async () => {
    const { code, stdout, stderr } = await muster("list", ...argv, "--json");
    assert.is(code, 0, stderr);
    assert.is(lines(stdout).length, numbers);
  });
}

test("columns are aligned in both languages", async () => {
  const english = (await muster("list")).stdout.split("\n");
  const at = english[0]?.indexOf("State");
  assert.is(english[1]?.indexOf("To be dispatched"), at);
  assert.is(english[0]?.trimEnd().endsWith("Clock"), true);
  assert.match((await muster("list", "--lang", "zh")).stdout, /待派遣 +3 级 +井盖 +水务局/);
});

test("the next page begins where the first says", async () => {
  const { stderr } = await muster("list", "--limit", "1");
  const after = /--after (\S+)/.exec(stderr)?.[1] ?? "";
  const { stdout, stderr: last } = await muster("list", "--limit", "1", "--after", after, "--json");
  assert.is(lines(stdout).length, 1);
  assert.is(last, "");
});

test("counts are a table with a total, or one document", async () => {
  const { stdout } = await muster("list", "--count", "tier");
  assert.match(stdout, /tier 2 +1 +0 +0/);
  assert.match(stdout, /Total +2/);
  assert.match((await muster("list", "--count", "stage", "--lang", "zh-CN")).stdout, /派遣 +1/);
  assert.match((await muster("list", "--count", "state")).stdout, /^To be dispatched +1 /m);
  const json = JSON.parse((await muster("list", "--count", "category", "--json")).stdout) as { readonly counts: readonly unknown[] };
  assert.is(json.counts.length, 2);
});

const wrong = [
  ["--stage", "sleep"],
  ["--tier", "4"],
  ["--category", "77"],
  ["--owner", "nobody"],
  ["--count", "colour"],
  ["--limit", "0"],
  ["--from", "yesterday"],
  ["--from", "2026-02-30"],
  ["--open", "--closed"],
  ["surplus"],
];
for (const argv of wrong) {
  test(`list ${argv.join(" ")} is wrong usage`, async () => {
    const { code, stdout, stderr } = await muster("list", ...argv);
    assert.is(code, 2);
    assert.is(stdout, "");
    assert.not.equal(stderr, "");
  });
}

test("offers list what is possible with its form, and why not the rest", async () => {
  const { code, stdout } = await muster("offers", cover, "--as", "dan");
  assert.is(code, 0);
  assert.match(stdout, "  dispatch  Dispatch");
  assert.match(stdout, /--field receiver=… +\S.* +unit code +required/);
  assert.match(stdout, "not in the state the ticket is in:");
  assert.match(stdout, "This takes the role of supervisor at the ticket's ground, which dan does not hold there");
  assert.match(stdout, "The engine takes this step by itself");
  assert.match(stdout, "File (file)");
  const chinese = (await muster("offers", cover, "--as", "dan", "--lang", "zh")).stdout;
  assert.match(chinese, "这一步须由案卷所在地的supervisor操作，dan 不是");
  const json = JSON.parse((await muster("offers", cover, "--as", "dan", "--json")).stdout) as readonly { readonly available: boolean }[];
  assert.ok(json.some((offer) => offer.available) && json.some((offer) => !offer.available));
});

test("offers and inbox need somebody; an unknown ticket is refused", async () => {
  assert.is((await muster("offers", cover)).code, 2);
  assert.is((await muster("inbox")).code, 2);
  assert.is((await muster("offers", "T-none", "--as", "ann")).code, 1);
});

test("an inbox shows what waits, or that nothing does", async () => {
  assert.match((await muster("inbox", "--as", "dan")).stdout, "dispatcher · Grid 1");
  assert.match((await muster("inbox", "--as", "dan", "--lang", "zh-CN")).stdout, "案卷号");
  assert.is(lines((await muster("inbox", "--as", "dan", "--json")).stdout).length, 1);
  const nothing = await muster("inbox", "--as", "hal");
  assert.is(nothing.code, 0);
  assert.match(nothing.stderr, "Nothing waits");
});

test.run();
